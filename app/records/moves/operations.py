"""Asking for a move, carrying it out, taking it back within thirty days, forgetting what it replaced."""

import uuid

from sqlalchemy import delete, or_, select, update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.platform import jobs
from app.platform.audit import record
from app.records.bin.operations import KEPT
from app.records.kit import keeping
from app.records.kit.acting import packed
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.extras import held
from app.records.kit.holding import ALONG
from app.records.kit.plain import from_plain, plain_of
from app.records.layouts.shaping import shaped
from app.records.moves import queries, undoing, working
from app.records.moves.choosing import check_pair, values_of
from app.records.moves.model import (
    DONE,
    FAILED,
    MERGE,
    PENDING,
    REASSIGN,
    UNDOING,
    UNDONE,
    MovedRow,
    RecordMove,
)
from app.records.moves.parts import parts_of

AT_ONCE = 200
"""Up to so many rows go over while one waits, more by a job."""


def reassign(kind, source, target, names):
    """Move the parts `names` from one record to another. Raises Rejected with its field."""
    if source.id == target.id:
        raise Rejected("Choose two different records.", "target")
    if target.archived:
        raise Rejected("This record is archived. Choose another, or restore it first.", "target")
    chosen = [one for one in parts_of(kind) if one.name in names and one.alone]
    if not chosen:
        raise Rejected("Tick what goes over.", "parts")
    return _ask(kind, REASSIGN, source, target, {"parts": [one.name for one in chosen]}, chosen)


def merge(kind, target, source, take, versions):
    """Let `source` become part of `target`; `take`: `{field: side}` (choosing.SIDES), `versions`: theirs when they were
    looked at. Raises Rejected, beside a field of the record where its rules refuse what was chosen.
    """
    check_pair(kind, target, source)
    _check_versions(target, source, versions)
    if queries.merger_of(source.id) is not None:
        raise Rejected("It was merged already.", "other")
    content = {"take": take, "versions": list(versions)}
    return _ask(kind, MERGE, source, target, content, parts_of(kind))


def _ask(kind, action, source, target, content, parts):
    who = context.actor()
    move = RecordMove(
        record_type=kind.name,
        action=action,
        source_id=source.id,
        target_id=target.id,
        source_label=_label(kind, source),
        target_label=_label(kind, target),
        content=content,
        started_by_id=who.id,
        started_by_name=who.name,
        created_at=clock.now(),
    )
    many = sum(queries.counted(kind, one, source.id, target.id).going for one in parts)
    with session.begin_nested():  # a refusal leaves nothing behind on the page that tells of it
        session.add(move)
        session.flush()  # its rows name it
        if many > AT_ONCE:
            return _queue(move, "records.moves.carry_out")
        carry_out(move)
    return move


def _label(kind, row):
    return f"{getattr(row, kind.key)} {getattr(row, kind.title)}"[:200]


def _queue(move, name):
    job = jobs.after_commit(name, subject_id=move.id, move_id=move.id, who=packed(context.actor()))
    move.job_id = job.id
    return move


def move_of(move_id):
    """The RecordMove with that id. Raises Permanent when it is gone."""
    move = session.get(RecordMove, (context.tenant_id(), uuid.UUID(str(move_id))))
    if move is None:
        raise Permanent("the move is gone")
    return move


def carry_out(move):
    """Do it all in one transaction: killed, nothing of it stays and the next worker begins again."""
    if move.state != PENDING:
        return
    kind, target, source, holdings = _begun(move)
    kept = {"archived": source.archived}
    if move.action == MERGE:
        kept["changes"] = _merge_fields(kind, move, target, source)
    made = {name: over(move, source, target) for name, over, _back in ALONG.get(kind.name, ())}
    move.kept = {**kept, "along": {name: one for name, one in made.items() if one is not None}}
    for one in holdings:
        working.carry_over(kind, move, one)
    working.settle(move, holdings)
    _read_again(holdings)
    pair = (move.source_id, move.source_label), (move.target_id, move.target_label)
    for one in holdings:
        working.tell(move, one, pair)
    if move.action == MERGE:
        keeping.archive(kind, source)
    _finish(kind, move, source, target)


def _begun(move):
    """`(kind, target, source, holdings)` of a move: the two held fast, the Holdings of all parts it is about."""
    kind, wanted = shaped(RECORD_TYPES[move.record_type]), move.content.get("parts")
    parts = [one for one in parts_of(kind) if wanted is None or one.name in wanted]
    return kind, *_locked(kind, move), [one for part in parts for one in part.holdings]


def _read_again(holdings):
    """What was written past the session is not what it holds."""
    models = tuple({one.model for one in holdings})
    session.flush()
    for row in [one for one in session.identity_map.values() if isinstance(one, models)]:
        session.expire(row)


def _locked(kind, move):
    """`(target, source)`, held in order of their ids until the transaction ends."""
    found = (
        select(kind.model)
        .where(kind.model.id.in_((move.source_id, move.target_id)))
        .order_by(kind.model.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    rows = {row.id: row for row in session.scalars(found)}
    if len(rows) < 2:
        raise Rejected("One of the two records has been deleted.")
    return rows[move.target_id], rows[move.source_id]


def _check_versions(target, source, versions):
    if [target.version, source.version] != list(versions):
        raise Rejected(
            "Somebody has changed one of the two since you looked. Look at them again, then merge."
        )


def _merge_fields(kind, move, target, source):
    check_pair(kind, target, source)
    _check_versions(target, source, move.content["versions"])
    values = values_of(kind, target, source, move.content["take"])
    before = {name: plain_of(kind.fields[name], held(target, kind.fields[name])) for name in values}
    if values:
        keeping.change(kind, target, values, version=target.version, merged_from=move.source_label)
    after = {name: plain_of(kind.fields[name], held(target, kind.fields[name])) for name in values}
    return {name: [before[name], after[name]] for name in values if before[name] != after[name]}


def _finish(kind, move, source, target):
    move.counts, move.state, move.finished_at = queries.outcomes(move), DONE, clock.now()
    move.expires_at = clock.now() + KEPT
    jobs.at(move.expires_at, "records.moves.expire", subject_id=move.id, move_id=move.id)
    rows = sum(one.get("moved", 0) for one in move.counts.values())
    verbs = {MERGE: ("merged_away", "merged"), REASSIGN: ("gave_over", "took_over")}[move.action]
    details = {"rows": rows, "move": str(move.id)}
    record(f"{kind.name}.{verbs[0]}", source, label=move.source_label, other=move.target_label, **details)
    record(f"{kind.name}.{verbs[1]}", target, label=move.target_label, other=move.source_label, **details)


def undo(kind, move):
    """Take a move back as far as nobody touched its rows since. Raises Rejected."""
    session.refresh(move, with_for_update=True)
    if not move.open_to_undo:
        raise Rejected("This cannot be undone any more.")
    if queries.merger_of(move.target_id) is not None:
        raise Rejected("%(name)s was merged since. Undo that first.", name=move.target_label)
    move.state, move.undone_by_name = UNDOING, context.actor().name
    rows = sum(one.get("moved", 0) for one in move.counts.values())
    if rows > AT_ONCE:
        return _queue(move, "records.moves.take_back")
    take_back(move)
    return move


def take_back(move):
    """Bring back what the move took over, in one transaction."""
    if move.state != UNDOING:
        return
    kind, target, source, holdings = _begun(move)
    move.state, move.undone_at = UNDONE, clock.now()
    if move.action == MERGE:
        session.flush()  # restoring asks whether it is merged
        if not move.kept.get("archived"):
            keeping.restore(kind, source)
        move.left_fields = _fields_back(kind, move, target)
    for name, _over, back in ALONG.get(kind.name, ()):
        if name in move.kept.get("along", {}):
            back(move, source, target, move.kept["along"][name])
    pair = (move.target_id, move.target_label), (move.source_id, move.source_label)
    undoing.bring_back(move, holdings, pair)
    _read_again(holdings)
    move.undo_counts = queries.undo_outcomes(move)
    details = {"rows": sum(one.get("back", 0) for one in move.undo_counts.values()), "move": str(move.id)}
    record(f"{kind.name}.move_undone", source, label=move.source_label, other=move.target_label, **details)
    record(f"{kind.name}.move_undone", target, label=move.target_label, other=move.source_label, **details)


def _fields_back(kind, move, target):
    """Former values of the target where nobody changed them since. Returns the names of the fields that stay."""
    values, left = {}, []
    for name, (before, after) in move.kept.get("changes", {}).items():
        of = kind.fields.get(name)
        if of is None or plain_of(of, held(target, of)) != after:
            left.append(name)
        else:
            values[name] = from_plain(of, before)
    try:
        with session.begin_nested():
            keeping.change(kind, target, values, version=target.version, unmerged=move.source_label)
    except Rejected:
        session.refresh(target)
        return sorted((*left, *values))
    return sorted(left)


def expire(move):
    """After thirty days: what rows were before is forgotten."""
    session.execute(update(MovedRow).where(MovedRow.move_id == move.id).values(before={}))
    move.kept = {}


def note_failure(job):
    """The move says why it stopped; nothing of it was kept. An undo that failed can be tried again."""
    for before, after in ((PENDING, FAILED), (UNDOING, DONE)):
        session.execute(
            update(RecordMove)
            .where(RecordMove.job_id == job.id, RecordMove.state == before)
            .values(state=after, error=job.error, finished_at=clock.now())
        )


def forget(ids):
    """Records that are gone for good: their moves, and their lines in other moves."""
    one = RecordMove
    session.execute(delete(one).where(or_(one.source_id.in_(ids), one.target_id.in_(ids))))
    undoing.forget(ids)
