"""Roles for choices."""

from types import SimpleNamespace

from sqlalchemy import select

from app.access.roles.builtin import EVERYONE
from app.access.roles.model import Role
from app.kernel.db import session
from app.kernel.i18n import translate


def roles():
    """All roles in the order of procurement §1, then the tenant's own: `(id, code, label)`."""
    rows = session.execute(select(Role.id, Role.code, Role.name)).all()
    order = {code: place for place, code in enumerate(EVERYONE)}
    rows.sort(key=lambda row: (order.get(row.code, 99), row.code))
    return [SimpleNamespace(id=row.id, code=row.code, label=translate(row.name)) for row in rows]
