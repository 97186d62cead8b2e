"""Gives a manager a month that ends, and a snapshot of the week before: `python -m tests.browser.month_end`."""

import datetime as dt

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.masters.partners.record import PARTNER
from app.records.kit import keeping
from app.sales.forecasts.operations import take
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import Phase
from app.sales.phases.starting import begin
from tests.browser import cast
from tests.browser.acting import acting_as


def main():
    """Three opportunities of the salesman as they stood last week; since then one grew and one slipped."""
    with acting_as(cast.SALESMAN):
        begin()
        account = keeping.enter(PARTNER, {"code": "C001", "name": "青木製作所", "is_customer": True})
        phase = session.scalars(select(Phase).order_by(Phase.position)).first()
        basics = {
            "phase_id": phase.id,
            "partner_id": account.id,
            "expected_on": clock.today(),
            "forecast": "commit",
        }
        facts = (("搬送機の更新", 4_000_000), ("検査装置の増設", 1_500_000), ("空調の点検", 300_000))
        grown, slipped, _steady = (
            keeping.enter(OPPORTUNITY, {**basics, "name": name, "amount": yen}) for name, yen in facts
        )
        with clock.frozen(clock.now() - dt.timedelta(days=7)):
            take()
        keeping.change(OPPORTUNITY, grown, {"amount": 4_400_000}, version=grown.version)
        later = {"expected_on": clock.today() + dt.timedelta(days=100)}
        keeping.change(OPPORTUNITY, slipped, later, version=slipped.version)


if __name__ == "__main__":
    main()
