"""Who may sign in to a demonstration, with one sentence each on what to try; empty on every other installation."""

from sqlalchemy import select

from app.access.tenants.model import Tenant
from app.kernel import tenancy
from app.kernel.db import session
from app.platform.settings import choose, setting, value_of

VISITORS = setting("demonstration.visitors", "Visitors of the demonstration", [])


def visitors():
    """`[{"email", "name", "title", "company", "hint", "password"}]` for the sign-in page."""
    tenants = session.execute(
        select(Tenant.id).where(Tenant.demonstration).order_by(Tenant.created_at, Tenant.id)
    )
    found = []
    for tenant_id in tenants.scalars().all():
        with tenancy.entered(tenant_id):
            found += value_of(VISITORS)
    return found


def welcome(people):
    """Let `people` (as in `visitors`) be shown for the present tenant."""
    choose(VISITORS, people)
