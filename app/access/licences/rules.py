"""The one place that knows what a licence leaves: pages, jobs and the API ask the actor, who is made by these rules."""

from app.access.builtin import SUPPLIER_SIDE
from app.kernel.i18n import _l
from app.kernel.permissions import PERMISSIONS

LABELS = {"full": _l("Full licence"), "light": _l("Light licence"), "supplier": _l("Supplier licence")}
NONE = "none"
"""What a form says for a person without licence: they are switched off."""


def leaves(licence, permission):
    """Whether a person with `licence` may use `permission` when a role grants it.

    `full`: everything. `light`: what only reads or likes, comments on activities. `supplier`: what the
    portal of a supplier is made of. A permission that no package declares any more is nobody's but a full licence's.
    """
    if licence == "full":
        return True
    known = PERMISSIONS.get(permission)
    if known is None:
        return False
    return known.light if licence == "light" else any(role in SUPPLIER_SIDE for role in known.roles)


def left_of(licence, permissions):
    """Those of the granted `permissions` that the licence leaves."""
    if licence == "full":
        return frozenset(permissions)
    return frozenset(one for one in permissions if leaves(licence, one))


def licences_for(permission):
    """The licences under which `permission` works."""
    return [one for one in LABELS if leaves(one, permission)]
