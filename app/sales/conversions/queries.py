"""Conversions of a lead."""

from sqlalchemy import select

from app.kernel.db import session
from app.records.kit.queries import every
from app.sales.conversions.model import Conversion


def conversions(lead_id):
    """Select of the conversions of a lead that stand, newest first (one at most)."""
    one = Conversion
    return (
        select(one)
        .where(one.lead_id == lead_id, one.undone_at.is_(None))
        .order_by(one.created_at.desc(), one.id.desc())
    )


def reachable(kind, row_id):
    """The row of that record type with that id which the present actor may know of, or None."""
    return session.scalars(every(kind).where(kind.model.id == row_id)).one_or_none()
