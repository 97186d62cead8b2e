"""Throwing records away, taking them back, and deleting them for good."""

import datetime as dt

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.platform.audit import record
from app.records.bin.model import BinnedRecord
from app.records.bin.moving import keep_rows, put_back
from app.records.bin.naming import label_of
from app.records.bin.queries import binned_by
from app.records.bin.referring import linked_to
from app.records.kit.describing import RECORD_TYPES

KEPT = dt.timedelta(days=30)


def throw_away(kind, rows, change_set_id):
    """Move rows that nothing refers to (`referring.referred_to`) into the bin with all that belongs to them.

    `change_set_id` is the change that can bring them back. Raises IntegrityError when the database knows better.
    """
    ids = [row.id for row in rows]
    keep_rows(kind, ids, change_set_id, clock.now() + KEPT)
    session.execute(delete(kind.model).where(kind.model.id.in_(ids)))
    for row in rows:
        record(f"{kind.name}.deleted", row, label=label_of(kind, row))
        publish("record.happened", kind=kind, row=row, verb="deleted", changes={})
        session.expunge(row)


def take_back(kind, ids):
    """Records as they were, with all that belonged to them. Raises IntegrityError when the place of one is taken."""
    put_back(kind, ids)
    session.execute(delete(BinnedRecord).where(BinnedRecord.id.in_(ids)))
    rows = session.scalars(select(kind.model).where(kind.model.id.in_(ids)).order_by(kind.model.id)).all()
    for row in rows:
        record(f"{kind.name}.undeleted", row, label=label_of(kind, row))
        publish("record.happened", kind=kind, row=row, verb="undeleted", changes={})


def take_one_back(kind, binned):
    """One record out of the bin. Raises Rejected when its place is taken."""
    try:
        with session.begin_nested():
            take_back(kind, [binned.id])
    except IntegrityError as refused:
        raise Rejected(
            "%(name)s cannot come back: another entry has its code now, or something that it refers to is gone.",
            name=binned.label,
        ) from refused


def purge(change_set_id):
    """Delete for good what one change threw away. What a link still names waits as long again. Returns that moment."""
    again = None
    for binned in session.scalars(binned_by(change_set_id).with_for_update()):
        kind = RECORD_TYPES.get(binned.record_type)
        if kind is not None and linked_to(kind, [binned.id]):
            again = binned.expires_at = clock.now() + KEPT
            continue
        _erase(kind, binned)
    return again


def _erase(kind, binned):
    """Nothing stays but a line of the trail: which record it was, who deleted it and when.

    Its disclosures stay too: the trail of a restricted record is for those who knew of it.
    """
    record(
        f"{binned.record_type}.purged",
        binned,
        label=binned.label,
        deleted_by=binned.deleted_by_name,
        deleted_at=binned.deleted_at,
    )
    publish("record.purged", kind=kind, record_id=binned.id)
    session.delete(binned)
