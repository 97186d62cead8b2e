"""Telling shops: notices made once for each slip, put into a file or handed to an interface, sent or failed."""

from sqlalchemy import delete, exists, func, select, update

from app.commerce.notices import queries
from app.commerce.notices.model import NoticeFile, ShipmentNotice
from app.commerce.notices.telling import told_of
from app.commerce.notices.writing import ENDINGS, WRITERS
from app.commerce.sealed_files import keeping
from app.commerce.slips.model import Slip
from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.platform.audit import record


def prepare(slip_ids, channel, *, way="file", again=False, file_id=None):
    """Pending notices for slips of a shop that have a number: `{slip id: (notice id, Told)}`.

    Slips that were told (or are being told) are left out, unless it is `again`, knowingly. The index keeps two at once
    from telling the same.
    """
    ids = list(slip_ids)
    if not again:
        ids = session.scalars(
            select(Slip.id)
            .where(
                Slip.id.in_(ids),
                ~exists().where(
                    ShipmentNotice.slip_id == Slip.id, ShipmentNotice.tenant_id == Slip.tenant_id
                ),
            )
            .order_by(Slip.id)
            .with_for_update()
        ).all()
    told = told_of(ids, channel.kind)
    made = {slip_id: (new_id(), one) for slip_id, one in told.items()}
    copy_in(
        ShipmentNotice,
        [
            {
                "id": notice_id,
                "slip_id": slip_id,
                "channel_id": channel.id,
                "way": way,
                "again": again,
                "carrier": one.carrier,
                "numbers": list(one.numbers),
                "shipped_on": one.shipped_on,
                "file_id": file_id,
                "created_at": clock.now(),
            }
            for slip_id, (notice_id, one) in made.items()
        ],
    )
    return made


def write_file(channel, slip_ids=None, *, again=False, by=None):
    """A file of what a shop does not know yet (or of `slip_ids`). Raises Rejected when there is nothing to tell."""
    if channel.kind not in WRITERS:
        raise Rejected("This shop takes no file of shipments.")
    chosen, who = (
        slip_ids if slip_ids is not None else session.scalars(queries.untold(channel)).all(),
        by or context.actor(),
    )
    moment = clock.now().astimezone(clock.JST)
    name = f"{channel.kind}-{channel.code}-{moment:%Y%m%d-%H%M%S}.{ENDINGS.get(channel.kind, 'csv')}"
    file = NoticeFile(
        channel_id=channel.id, name=name, notice_count=0, created_by_id=who.id, created_by_name=who.name
    )
    session.add(file)
    session.flush()
    made = prepare(chosen, channel, again=again, file_id=file.id)
    if not made:
        raise Rejected("There is nothing to tell this shop: no parcel with a number is on its way untold.")
    told = [one for _notice_id, one in made.values()]
    keeping.keep(file.id, [(name, len(told), WRITERS[channel.kind](told))])
    file.notice_count = len(told)
    record("notice.written", file, by=by, label=name, notices=len(told), again=again)
    return file


def hand_over(file, *, by=None):
    """The bytes of a file; from now on its slips count as told."""
    kept = session.scalars(keeping.files_of(file.id)).one_or_none()
    if kept is None:
        raise Rejected("This file is not kept any more. Tell the slips again if the shop does not have it.")
    waiting = select(ShipmentNotice.id).where(
        ShipmentNotice.file_id == file.id, ShipmentNotice.state == "pending"
    )
    mark_sent(session.scalars(waiting).all())
    record("notice.handed_over", file, by=by, label=file.name, notices=file.notice_count)
    return kept, keeping.opened(kept)


def throw_away(file, *, by=None):
    """Take a file back that nobody fetched: its slips are untold again."""
    sent = select(func.count()).where(ShipmentNotice.file_id == file.id, ShipmentNotice.state == "sent")
    if session.scalar(sent):
        raise Rejected("The file was fetched already. Tell the slips again instead.")
    session.execute(delete(ShipmentNotice).where(ShipmentNotice.file_id == file.id))
    keeping.forget(file.id)
    record("notice.thrown_away", file, by=by, label=file.name)
    session.delete(file)


def mark_sent(notice_ids):
    """The shop has been told: by the file that was fetched, or by its interface."""
    now = clock.now()
    _settle(notice_ids, state="sent", sent_at=now, error="")
    told = select(ShipmentNotice.slip_id).where(ShipmentNotice.id.in_(notice_ids))
    session.execute(
        update(Slip).where(Slip.id.in_(told)).values(told_at=now).execution_options(synchronize_session=False)
    )


def mark_failed(notice_ids, error):
    """The shop did not take it; `error` is a sentence for people, without personal data."""
    _settle(notice_ids, state="failed", sent_at=None, error=error[:500])


def _settle(notice_ids, **values):
    session.execute(
        update(ShipmentNotice)
        .where(ShipmentNotice.id.in_(notice_ids))
        .values(version=ShipmentNotice.version + 1, attempts=ShipmentNotice.attempts + 1, **values)
        .execution_options(synchronize_session=False)
    )


def tell_again(channel, order_number, *, by=None):
    """A file that tells an order's slips once more, on purpose. Raises Rejected for an unknown number."""
    slip_ids = queries.slips_of(channel, order_number.strip())
    if not slip_ids:
        raise Rejected("No parcel of this order is on its way.", "order_number")
    return write_file(channel, slip_ids, again=True, by=by)
