"""A newer release brings roles and permissions: tenants that are older than it get them once.

A role gets what its kind starts with of what is new; what a tenant once took from a role stays taken. Packages hear of
`tenant.renewed` (roles: codes) for a new tenant too, and put in what it begins with.
"""

from sqlalchemy import select

from app.access.builtin import BUYER_SIDE, ROLES, SUPPLIER_SIDE
from app.access.roles.model import Role
from app.access.tenants.model import Tenant
from app.kernel import context, events
from app.kernel.db import session
from app.kernel.permissions import PERMISSIONS, granted_to
from app.platform.audit import record


def rights():
    """The words for all roles and permissions of this release, sorted."""
    return sorted({*PERMISSIONS, *(f"role:{code}" for code, _label in ROLES)})


def renew():
    """Give the present tenant what is new to it. Returns whether anything was."""
    tenant = session.scalars(select(Tenant).where(Tenant.id == context.tenant_id()).with_for_update()).one()
    if tenant.known_rights == rights():
        return False
    roles = {role.code: role for role in session.scalars(select(Role))}
    new = set(rights()) - (_guessed(roles) if tenant.known_rights is None else set(tenant.known_rights))
    given = {code: _added(role, new) for code, role in roles.items()}
    for code, label in ROLES:
        if f"role:{code}" in new and code not in roles and _fits(code, roles):
            session.add(Role(code=code, name=label, permissions=granted_to(code)))
            given[code] = granted_to(code)
    tenant.known_rights = rights()
    session.flush()  # listeners look at its roles
    events.publish("tenant.renewed", roles={*roles, *given})
    record(
        "roles.renewed", tenant, label=tenant.name, given={code: some for code, some in given.items() if some}
    )
    return True


def _added(role, new):
    added = sorted(one for one in granted_to(role.code) if one in new and not PERMISSIONS[one].follows)
    added = [one for one in added if one not in role.permissions and f"-{one}" not in role.permissions]
    if added:
        role.permissions = sorted({*role.permissions, *added})
        role.version += 1
    return added


def _fits(code, roles):
    """Whether a tenant with these roles is on the side that the built-in role is of."""
    side = SUPPLIER_SIDE if code in SUPPLIER_SIDE else BUYER_SIDE
    return any(one in roles for one in side)


def _guessed(roles):
    """What a tenant knew before this was written down: its roles, and the packages of which a role has something."""
    packages = {one.split(".")[0] for role in roles.values() for one in role.permissions}
    known = {one for one in PERMISSIONS if one.split(".")[0] in packages}
    return known | {f"role:{code}" for code in roles}
