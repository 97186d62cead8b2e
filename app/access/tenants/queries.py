"""Tenants by the first part of the address."""

import time
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.access.tenants.model import Company, Tenant
from app.kernel.db import session

KEPT_SECONDS = 30
_kept: dict = {}


@dataclass(frozen=True)
class TenantFacts:
    """What a request knows of its tenant."""

    id: UUID
    slug: str
    name: str
    demonstration: bool


def tenant_by_slug(slug):
    """Facts of the active tenant with that slug, or None. Kept for half a minute in each process."""
    found, until = _kept.get(slug, (None, 0))
    if until < time.monotonic():
        found = _facts(Tenant.slug == slug)
        if found:
            _kept[slug] = (found, time.monotonic() + KEPT_SECONDS)
    return found


def tenant_by_id(tenant_id):
    """Facts of the active tenant with that id, or None."""
    found, until = _kept.get(tenant_id, (None, 0))
    if until < time.monotonic():
        found = _facts(Tenant.id == tenant_id)
        if found:
            _kept[tenant_id] = (found, time.monotonic() + KEPT_SECONDS)
    return found


def active_tenants():
    """Ids of all active tenants, by id."""
    return session.scalars(select(Tenant.id).where(Tenant.state == "active").order_by(Tenant.id)).all()


def forget():
    """Empty the memory (tests, and after a tenant changed)."""
    _kept.clear()


def _facts(condition):
    row = session.execute(
        select(Tenant.id, Tenant.slug, Tenant.name, Tenant.demonstration).where(
            condition, Tenant.state == "active"
        )
    ).one_or_none()
    return TenantFacts(*row) if row else None


def own_company():
    """The tenant's first company (the only one for most)."""
    return session.scalars(select(Company).order_by(Company.code, Company.id).limit(1)).one()
