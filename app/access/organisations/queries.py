"""Departments for choices and trees."""

from sqlalchemy import select

from app.access.organisations.model import Organisation


def organisations():
    """All departments in the order of the tree: rows `(id, code, name, path)`."""
    return select(Organisation.id, Organisation.code, Organisation.name, Organisation.path).order_by(
        Organisation.path, Organisation.id
    )
