"""Gives the salesman what he leaves behind, and an account that is there twice: `python -m tests.browser.leaving`."""

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
    """Three accounts of his, two of them the same company, an opportunity and a plan with each."""
    with acting_as(cast.SALESMAN) as salesman:
        begin()
        phase = session.scalars(select(Phase).order_by(Phase.position)).first()
        for code, name, fax in (
            ("C101", "青木製作所", ""),
            ("C102", "三ツ輪精機", ""),
            ("C103", "株式会社三ツ輪精機", "03-9999-0001"),
        ):
            facts = {"code": code, "name": name, "fax": fax, "is_customer": True, "owner_id": salesman.id}
            account = keeping.enter(PARTNER, facts)
            deal = {"name": f"{code}の更新", "partner_id": account.id, "phase_id": phase.id}
            deal = keeping.enter(OPPORTUNITY, {**deal, "expected_on": clock.today()})
            plan = {"name": f"{code}を訪問", "standing": "plan", "starts_at": clock.now()}
            keeping.enter(ACTIVITY, {**plan, "partner_id": account.id, "opportunity_id": deal.id})


if __name__ == "__main__":
    main()
