"""A batch on its way: opened with slips, looked at, made, made again, undone."""

from dataclasses import dataclass, field

from sqlalchemy import delete, func, select, update

from app.commerce.labels.composing import labels_of, shipper_of
from app.commerce.labels.gathering import among
from app.commerce.labels.model import BatchedLabel, LabelBatch
from app.commerce.labels.systems.registry import SYSTEMS
from app.commerce.labels.writing import lines_of, write
from app.commerce.sealed_files import keeping
from app.commerce.slips import moving
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import READY, WORKING
from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.moving import move
from app.platform.audit import record
from app.records import numbering

BATCH = numbering.series("label_batch", "SL{YY}{MM}-{SEQ:4}", scope="month")
KEY = numbering.series("label_key", "S{SEQ:9}", scope="none")
MOST = 10_000
PORTION = 1_000
REFUSALS = {
    "bundled": "This slip travels inside another one; its goods stand on that one's label.",
    "status": "Labels are made for slips that wait for shipping.",
    "unknown": "This slip does not exist any more.",
    "elsewhere": "This slip is in another label file that is not finished.",
}


def _nothing(_done):
    """Nobody asked how far it is."""


@dataclass
class Opened:
    """`batch` None when no slip can have a label; `refused`: `{slip id: code of REFUSALS}`."""

    batch: LabelBatch | None = None
    refused: dict = field(default_factory=dict)


def open_batch(slip_ids, account, ship_on, *, looked=True, by=None):
    """A draft with the slips that can have a label, looked at. Raises Rejected for none, and for too many at once.

    `looked` False: somebody else looks at it (`working`).
    """
    asked = list(dict.fromkeys(slip_ids))
    if not asked:
        raise Rejected("No slip waits for shipping with this contract.")
    if len(asked) > MOST:
        raise Rejected("At most %(most)s labels go into one file.", most=MOST)
    taken, opened = _takeable(asked)
    if not taken:
        return opened
    who = by or context.actor()
    opened.batch = batch = LabelBatch(
        number=numbering.take(BATCH),
        account_id=account.id,
        ship_on=ship_on,
        created_by_id=who.id,
        created_by_name=who.name,
    )
    session.add(batch)
    session.flush()
    keys = _keys(taken)
    copy_in(
        BatchedLabel,
        [
            {"batch_id": batch.id, "slip_id": one, "position": place, "key": keys[one]}
            for place, one in enumerate(taken, 1)
        ],
    )
    batch.label_count = len(taken)
    if looked:
        look(batch)
    record("label.opened", batch, by=by, labels=len(taken))
    return opened


def _takeable(asked):
    """The slips that may go, the oldest order first, and an Opened that says why others may not."""
    found = session.execute(
        select(Slip.id, Slip.status, Slip.carried_by_id)
        .where(among(Slip.id, asked))
        .order_by(Slip.ordered_at, Slip.id)
    ).all()
    drafts = set(
        session.scalars(
            select(BatchedLabel.slip_id)
            .join(LabelBatch, LabelBatch.id == BatchedLabel.batch_id)
            .where(LabelBatch.status == "draft", among(BatchedLabel.slip_id, asked))
        )
    )
    opened = Opened(refused=dict.fromkeys(set(asked) - {row.id for row in found}, "unknown"))
    for row in found:
        if row.carried_by_id:
            opened.refused[row.id] = "bundled"
        elif row.status not in (READY, WORKING):
            opened.refused[row.id] = "status"
        elif row.id in drafts:
            opened.refused[row.id] = "elsewhere"
    return [row.id for row in found if row.id not in opened.refused], opened


def _keys(slip_ids):
    """The key of each slip: the one it had in an earlier batch, else the next number."""
    had = select(BatchedLabel.slip_id, BatchedLabel.key).where(among(BatchedLabel.slip_id, slip_ids))
    keys = dict(session.execute(had).all())
    new = [one for one in slip_ids if one not in keys]
    return keys | dict(zip(new, numbering.take_many(KEY, len(new)) if new else (), strict=True))


def rows_of(batch):
    """The labels of a batch in their order."""
    found = select(BatchedLabel).where(BatchedLabel.batch_id == batch.id)
    return session.scalars(found.order_by(BatchedLabel.position, BatchedLabel.id)).all()


def look(batch, rows=None, *, said=_nothing):
    """Check all labels (or `rows`) of a batch anew and keep what stands against each. `said(how many)` as it goes."""
    rows = rows_of(batch) if rows is None else rows
    _lines, problems = lines_of(_labels(batch, rows, said), shipper_of(batch.account), clock.today())
    for row in rows:
        found = problems.get(row.key, [])
        row.problems = [[one.field, one.code, one.stops] for one in found]
        row.stops = sum(one.stops for one in found)
    session.flush()
    count_again(batch)


def _labels(batch, rows, said):
    """All labels, put together in portions."""
    labels = []
    for at in range(0, len(rows), PORTION):
        labels += labels_of(batch, rows[at : at + PORTION])
        said(len(labels))
    return labels


def count_again(batch):
    """Count the labels and what stands against them."""
    counts = select(
        func.count(),
        func.count().filter(BatchedLabel.stops > 0),
        func.count().filter(func.jsonb_array_length(BatchedLabel.problems) > 0, BatchedLabel.stops == 0),
    ).where(BatchedLabel.batch_id == batch.id)
    batch.label_count, batch.stop_count, batch.note_count = session.execute(counts).one()


def make(batch, *, said=_nothing, by=None):
    """Write the file(s), keep them sealed, move the slips to packing. True when it was done.

    A made batch is written again, from its slips as they are now. When labels of a draft cannot be written any more,
    they are looked at again, nothing is made and the answer is False; a made batch is taken back first (Rejected).
    `said(how many)` as it goes.
    """
    again, rows = batch.status == "made", rows_of(batch)
    if not rows:
        raise Rejected("There is no label in this file.")
    written = write(_labels(batch, rows, said), shipper_of(batch.account), clock.today())
    if not written.files:
        if again:
            raise Rejected(
                "Some labels cannot be written any more. Take the file back, then settle them in a new one."
            )
        look(batch, rows)
        return False
    _gone(rows)
    move(batch, "made", allowed=("draft", "made"), made_at=clock.now())
    keeping.keep(batch.id, _named(batch, written))
    session.execute(
        update(Slip)
        .where(among(Slip.id, [row.slip_id for row in rows]))
        .values(label_batch_id=batch.id)
        .execution_options(synchronize_session=False)
    )
    moving.move([row.slip_id for row in rows], WORKING, why="label", by=by)
    record("label.made_again" if again else "label.made", batch, by=by, labels=len(rows))
    return True


def _gone(rows):
    """Nobody packs a slip that was held, cancelled or bundled since the look."""
    ids = [row.slip_id for row in rows]
    away = session.scalars(
        select(Slip.order_number).where(
            among(Slip.id, ids), (Slip.status.not_in((READY, WORKING))) | Slip.carried_by_id.is_not(None)
        )
    ).all()
    if away:
        raise Rejected(
            "%(count)s slips may not be shipped any more (%(first)s …). Take them out.",
            count=len(away),
            first=away[0],
        )


def _named(batch, written):
    """`[(name, rows, bytes)]`: one name, with a number where there are several."""
    stem, many = f"{SYSTEMS[batch.account.system].file_name}-{batch.number}", len(written.files) > 1
    return [
        (f"{stem}-{place}.csv" if many else f"{stem}.csv", content.count(b"\r\n"), content)
        for place, content in enumerate(written.files, 1)
    ]


def undo(batch, *, by=None):
    """Take a made batch back: the file goes, slips that are still being packed wait for shipping again."""
    move(batch, "undone", allowed=("made",), undone_at=clock.now())
    keeping.forget(batch.id)
    packing = select(Slip.id).where(Slip.label_batch_id == batch.id, Slip.status == WORKING)
    ids = session.scalars(packing.order_by(Slip.id)).all()
    moving.move([*ids], READY, why="label_undone", by=by)
    session.execute(
        update(Slip)
        .where(Slip.label_batch_id == batch.id)
        .values(label_batch_id=None)
        .execution_options(synchronize_session=False)
    )
    record("label.undone", batch, by=by, labels=len(ids))
    return len(ids)


def throw_away(batch, *, by=None):
    """Delete a draft; its slips stay as they are."""
    if batch.status != "draft":
        raise Rejected("A file that was made is undone, not thrown away.")
    record("label.thrown_away", batch, by=by)
    session.execute(delete(BatchedLabel).where(BatchedLabel.batch_id == batch.id))
    session.delete(batch)
