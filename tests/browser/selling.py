"""Gives the salesman phases, an account he visited and an opportunity there: `python -m tests.browser.selling`."""

import datetime as dt

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.masters.partners.record import PARTNER
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import Phase
from app.sales.phases.starting import begin
from tests.browser import cast
from tests.browser.acting import acting_as


def main():
    """One of each."""
    with acting_as(cast.SALESMAN):
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


if __name__ == "__main__":
    main()
