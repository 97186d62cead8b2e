"""Gives the salesman phases, an account he visited and an opportunity there: `python -m tests.browser.selling`."""

import datetime as dt

from sqlalchemy import select

from app.access.tenants.model import Tenant
from app.access.users.model import User
from app.access.users.queries import actor_of
from app.factory import create_app
from app.kernel import clock, context, tenancy
from app.kernel.db import session
from app.masters.partners.record import PARTNER
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import Phase
from app.sales.phases.starting import begin
from tests.browser import cast


def main():
    """One of each."""
    with create_app().app_context():
        tenancy.enter(session.scalar(select(Tenant.id).where(Tenant.slug == "yamada")))
        salesman = session.scalars(select(User).where(User.email == cast.SALESMAN.email)).one()
        context.set_actor(actor_of(salesman.id))
        begin()
        account = keeping.enter(PARTNER, {"code": "C001", "name": "青木製作所", "is_customer": True})
        phase = session.scalars(select(Phase).order_by(Phase.position)).first()
        last_week = clock.now() - dt.timedelta(days=7)
        basics = {
            "phase_id": phase.id,
            "expected_on": clock.today() + dt.timedelta(days=40),
            "amount": 1_000_000,
        }
        keeping.enter(OPPORTUNITY, {"name": "搬送機の更新", "partner_id": account.id, **basics})
        visit = {"name": "ご挨拶", "kind": "visit", "standing": "result", "starts_at": last_week}
        keeping.enter(ACTIVITY, {**visit, "partner_id": account.id})
        session.commit()


if __name__ == "__main__":
    main()
