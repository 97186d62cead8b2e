"""What lies in the bin."""

from sqlalchemy import select, true

from app.records.bin.model import BinnedRecord
from app.records.disclosures.queries import disclosed


def binned(kind):
    """Select of the deleted records of a record type that the present actor may know of, in a full order."""
    reach = disclosed(BinnedRecord) if kind.private else true()
    return (
        select(BinnedRecord)
        .where(BinnedRecord.record_type == kind.name, reach)
        .order_by(BinnedRecord.deleted_at.desc(), BinnedRecord.id)
    )


def binned_by(change_set_id):
    """Select of what one change deleted and nobody took back yet."""
    return select(BinnedRecord).where(BinnedRecord.change_set_id == change_set_id).order_by(BinnedRecord.id)
