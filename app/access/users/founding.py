"""A new tenant: its company, the built-in roles, the first administrator."""

from app.access.builtin import ROLES
from app.access.identities.model import Identity, Membership
from app.access.identities.queries import by_email
from app.access.roles.model import Role, UserRole
from app.access.roles.renewing import rights
from app.access.tenants.model import Company, Tenant
from app.access.users.model import User
from app.kernel import context, events, tenancy
from app.kernel.db import session
from app.kernel.permissions import granted_to
from app.platform.audit import record


def found(slug, name, *, demonstration=False, roles=None, **company):
    """Create a tenant with its company and built-in roles (codes, default all), and enter it. Returns the Tenant.

    `company`: columns of the company (kana, registration_number, address …).
    """
    tenant = Tenant(slug=slug, name=name, demonstration=demonstration)
    tenant.known_rights = rights()
    session.add(tenant)
    session.flush()  # everything below belongs to it
    tenancy.enter(tenant.id)
    session.add(Company(code="1", name=name, **company))
    for code, label in ROLES:
        if roles is None or code in roles:
            session.add(Role(code=code, name=label, permissions=granted_to(code)))
    record("tenant.founded", label=name)
    session.flush()  # users refer to company and roles
    events.publish("tenant.renewed", roles={code for code, _label in ROLES if roles is None or code in roles})
    return tenant


def settle(*, email, name, roles, password_hash, **facts):
    """A user who is in already (demonstration, first administrator). `roles`: codes. Returns the User."""
    identity = by_email(email) or Identity(email=email)
    identity.password_hash = identity.password_hash or password_hash
    session.add(identity)
    session.flush()  # the membership refers to it
    user = User(identity_id=identity.id, email=email, name=name, state="active", **facts)
    session.add(user)
    session.flush()  # roles refer to it
    session.add(Membership(identity_id=identity.id, tenant_id=context.tenant_id(), user_id=user.id))
    for role in session.query(Role).filter(Role.code.in_(roles)):
        session.add(UserRole(user_id=user.id, role_id=role.id))
    session.flush()  # permissions are read from the rows
    return user
