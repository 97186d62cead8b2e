"""Exports as their pages show them."""

from sqlalchemy import select

from app.kernel import context
from app.records.exports.model import Export


def own_exports(kind):
    """The present person's exports of a record type, newest first."""
    return (
        select(Export)
        .where(Export.record_type == kind.name, Export.started_by_id == context.actor().id)
        .order_by(Export.created_at.desc(), Export.id.desc())
    )
