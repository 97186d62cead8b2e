"""Roles for choices and for the matrix."""

from types import SimpleNamespace

from sqlalchemy import func, select

from app.access.builtin import EVERYONE
from app.access.roles.model import Role, UserRole
from app.kernel.db import session
from app.kernel.i18n import translate
from app.kernel.permissions import PERMISSIONS, in_force

PACKAGES = {
    "procurement": "Buying",
    "commerce": "Ship",
    "sales": "Sell",
    "supply": "Supplier portal",
    "exchange": "Between companies",
    "approvals": "Approvals",
    "masters": "Masters",
    "records": "Records",
    "access": "Colleagues and departments",
    "platform": "The whole company",
}
"""How the parts of the product are called, in the order of the matrix."""


def roles():
    """All roles in the order of procurement §1, then the tenant's own: `(id, code, name, label)`."""
    rows = session.execute(select(Role.id, Role.code, Role.name)).all()
    rows.sort(key=_order)
    return [
        SimpleNamespace(id=row.id, code=row.code, name=row.name, label=translate(row.name)) for row in rows
    ]


def matrix_roles():
    """All roles in the same order: `(id, code, label, permissions, people)`; `people` counts who has it."""
    people = (
        select(func.count())
        .select_from(UserRole)
        .where(UserRole.role_id == Role.id, UserRole.tenant_id == Role.tenant_id)
        .scalar_subquery()
        .label("people")
    )
    rows = session.execute(select(Role.id, Role.code, Role.name, Role.permissions, people)).all()
    rows.sort(key=_order)
    return [
        SimpleNamespace(
            id=row.id,
            code=row.code,
            label=translate(row.name),
            permissions=frozenset(in_force(row.permissions)),
            people=row.people,
        )
        for row in rows
    ]


def grouped_permissions():
    """`[(package's label, [Permission, …]), …]` of all permissions, labels translated by whoever shows them."""
    groups = {}
    for one in PERMISSIONS.values():
        groups.setdefault(one.name.split(".")[0], []).append(one)
    order = {package: place for place, package in enumerate(PACKAGES)}
    return [
        (PACKAGES.get(package, package), sorted(members, key=lambda one: one.name))
        for package, members in sorted(groups.items(), key=lambda pair: (order.get(pair[0], 99), pair[0]))
    ]


def _order(row):
    place = EVERYONE.index(row.code) if row.code in EVERYONE else len(EVERYONE)
    return place, row.name, row.code
