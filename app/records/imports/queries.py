"""Imports as their pages show them."""

from sqlalchemy import select

from app.kernel import context
from app.records.imports.model import Import


def imports_of(kind):
    """All imports of a record type, newest first; only one's own where records can be restricted.

    What a file found and changed tells of records that a colleague may not know of.
    """
    found = select(Import).where(Import.record_type == kind.name)
    if kind.private:
        found = found.where(Import.started_by_id == context.actor().id)
    return found.order_by(Import.created_at.desc(), Import.id.desc())


def recent_imports(kind):
    """The last ten that were more than looked at."""
    return imports_of(kind).where(Import.state != "draft").limit(10)
