"""Imports as their pages show them."""

from sqlalchemy import select, true

from app.kernel import context
from app.records.imports.model import Import


def imports_of(kind):
    """Imports of a record type, newest first; one's own alone where not everybody may know of every record."""
    mine = Import.started_by_id == context.actor().id if kind.private else true()
    return (
        select(Import)
        .where(Import.record_type == kind.name, mine)
        .order_by(Import.created_at.desc(), Import.id.desc())
    )


def recent_imports(kind):
    """The last ten that were more than looked at."""
    return imports_of(kind).where(Import.state != "draft").limit(10)
