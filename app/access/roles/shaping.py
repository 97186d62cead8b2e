"""Shaping roles: their names and what they allow."""

from app.access.roles.model import Role
from app.access.roles.staying import somebody_stays
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.i18n import translate
from app.kernel.ids import new_id, short
from app.kernel.permissions import PERMISSIONS, in_force, to_keep
from app.platform.audit import changes_of, record

ROLE_ADMINISTRATION = "access.role.edit"


def add(*, name, permissions, by):
    """A role of the tenant's own. Returns the Role. Raises Rejected for a permission that does not exist."""
    role_id = new_id()
    role = Role(id=role_id, code=f"own_{short(role_id)}", name=name.strip(), permissions=_known(permissions))
    session.add(role)
    record("role.added", role, by=by, permissions=role.permissions)
    return role


def change(role, *, version, name, permissions, by):
    """Rename a role or change what it allows; whoever has it may more or less from the next request on.

    Raises Conflict when somebody saved in between, Rejected when nobody would be left to administer colleagues
    or roles. A built-in name that was not touched stays translatable.
    """
    session.refresh(role, with_for_update=True)
    if role.version != version:
        raise Conflict("Somebody else has just changed this role. Please reload the page.")
    if name.strip() != translate(role.name):
        role.name = name.strip()
    if in_force(role.permissions) != set(permissions):
        role.permissions = _known(permissions)
    changes = changes_of(role)
    role.version += 1
    session.flush()  # the check below counts who is left
    somebody_stays(ROLE_ADMINISTRATION)
    record("role.changed", role, by=by, label=translate(role.name), changes=changes)


def _known(permissions):
    foreign = set(permissions) - PERMISSIONS.keys()
    if foreign:
        raise Rejected("Please choose among the permissions of this list.", field="permissions")
    return to_keep(permissions)
