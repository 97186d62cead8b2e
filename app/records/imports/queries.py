"""Imports as their pages show them."""

from sqlalchemy import select

from app.records.imports.model import Import


def imports_of(kind):
    """All imports of a record type, newest first."""
    return (
        select(Import)
        .where(Import.record_type == kind.name)
        .order_by(Import.created_at.desc(), Import.id.desc())
    )


def recent_imports(kind):
    """The last ten that were more than looked at."""
    return imports_of(kind).where(Import.state != "draft").limit(10)
