"""Walks over all rows, as pages show them."""

from sqlalchemy import select

from app.kernel.db import session
from app.records.custom_fields.model import Rework


def reworks():
    """Select of every walk."""
    return select(Rework).order_by(Rework.created_at.desc(), Rework.id.desc())


def under_way(kind):
    """Walks of a record type that are not over, or failed, newest first."""
    found = reworks().where(Rework.record_type == kind.name, Rework.state.in_(("pending", "failed")))
    return [one for one in session.scalars(found.limit(20)) if not one.details.get("again")]


def merges(list_name):
    """The latest merges of a code list."""
    found = reworks().where(Rework.act == "merge", Rework.details["list"].astext == list_name)
    return session.scalars(found.limit(5)).all()
