"""Identities as the sign-in needs them."""

from sqlalchemy import select

from app.access.identities.model import Identity, Membership
from app.access.tenants.model import Tenant
from app.kernel.db import session


def identity_for_session(identity_id, session_key):
    """`(id, email, session_key)` when the session key still holds, else None."""
    found = select(Identity.id, Identity.email, Identity.session_key)
    return session.execute(
        found.where(Identity.id == identity_id, Identity.session_key == session_key)
    ).one_or_none()


def tenants_of(identity_id):
    """Active tenants the identity may enter: rows `(id, slug, name)` by name."""
    return session.execute(
        select(Tenant.id, Tenant.slug, Tenant.name)
        .join(Membership, Membership.tenant_id == Tenant.id)
        .where(Membership.identity_id == identity_id, Membership.active, Tenant.state == "active")
        .order_by(Tenant.name, Tenant.id)
    ).all()


def by_email(email):
    """The identity with that address, whatever its case, or None."""
    return session.scalars(select(Identity).where(Identity.email == email.strip().lower())).one_or_none()
