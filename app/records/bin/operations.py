"""Throwing records away, taking them back, and deleting them for good."""

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.platform.audit import record
from app.records.bin.model import BinnedRecord
from app.records.bin.moving import keep_row, put_back
from app.records.bin.naming import label_of
from app.records.bin.queries import binned_by
from app.records.bin.referring import linked_to, referred_to
from app.records.disclosures.model import Disclosure
from app.records.kit.describing import RECORD_TYPES

KEPT = dt.timedelta(days=30)


class Needed(Rejected):
    """Something refers to the record, so that it can only be archived."""


def throw_away(kind, row, change_set_id, referred=None):
    """Move the row into the bin with all that belongs to it. Raises Needed (a Rejected) when something refers to it.

    `change_set_id` is the change that can bring it back, `referred` the ids known to be referred to (None: ask).
    """
    session.refresh(row, with_for_update=True)
    if row.id in (referred_to(kind, [row.id]) if referred is None else referred):
        raise Needed("Other entries refer to this one, so it cannot be deleted. Archive it instead.")
    who, label = context.actor(), label_of(kind, row)
    keep_row(kind, row, label, change_set_id, clock.now() + KEPT)
    try:
        with session.begin_nested():
            session.execute(delete(kind.model).where(kind.model.id == row.id))
    except IntegrityError as refused:
        session.execute(delete(BinnedRecord).where(BinnedRecord.id == row.id))
        raise Needed(
            "Other entries refer to this one, so it cannot be deleted. Archive it instead."
        ) from refused
    record(f"{kind.name}.deleted", row, label=label, by=who)
    publish("record.happened", kind=kind, row=row, verb="deleted", changes={})
    session.expunge(row)


def take_back(kind, binned):
    """The record as it was, with all that belonged to it. Raises Rejected when its place is taken. Returns the row."""
    try:
        with session.begin_nested():
            put_back(kind, binned)
    except IntegrityError as refused:
        raise Rejected(
            "%(name)s cannot come back: another entry has its code now, or something that it refers to is gone.",
            name=binned.label,
        ) from refused
    row = session.get(kind.model, (context.tenant_id(), binned.id), populate_existing=True)
    session.delete(binned)
    session.flush()  # the same record may be deleted again in this transaction
    record(f"{kind.name}.undeleted", row, label=binned.label)
    publish("record.happened", kind=kind, row=row, verb="undeleted", changes={})
    return row


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
    """Nothing stays but a line of the trail: which record it was, who deleted it and when."""
    session.execute(delete(Disclosure).where(Disclosure.record_id == binned.id))
    record(
        f"{binned.record_type}.purged",
        binned,
        label=binned.label,
        deleted_by=binned.deleted_by_name,
        deleted_at=binned.deleted_at,
    )
    publish("record.purged", kind=kind, record_id=binned.id)
    session.delete(binned)
