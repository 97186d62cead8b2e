"""Throwing records away, taking them back, and deleting them for good."""

import datetime as dt
from collections import defaultdict

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
    again, by_type = None, defaultdict(list)
    for binned in session.scalars(binned_by(change_set_id).with_for_update()):
        by_type[binned.record_type].append(binned)
    for name, some in by_type.items():
        kind = RECORD_TYPES.get(name)
        named = linked_to(kind, [one.id for one in some]) if kind is not None else ()
        for binned in some:
            if binned.id in named:
                again = binned.expires_at = clock.now() + KEPT
        _erase(kind, [one for one in some if one.id not in named])
    return again


def _erase(kind, gone):
    """Nothing stays but lines of the trail: which records they were, who deleted them and when.

    Disclosures stay with the trail of a restricted record, which is for those who knew of it; whoever keeps anything
    else under a record's id lets it go when `record.purged` tells so.
    """
    for binned in gone:
        record(
            f"{binned.record_type}.purged",
            binned,
            label=binned.label,
            deleted_by=binned.deleted_by_name,
            deleted_at=binned.deleted_at,
        )
        session.delete(binned)
    if gone:
        publish("record.purged", kind=kind, ids=[one.id for one in gone])
