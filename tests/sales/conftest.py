"""What tests of sales begin with: phases, an account, and opportunities in a word."""

import datetime as dt
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.partners.record import PARTNER
from app.records.kit import keeping
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.model import Phase
from app.sales.phases.starting import begin
from tests.records.importing import take_in  # noqa: F401 -- a fixture
from tests.sales.card_support import batch, reader  # noqa: F401 -- fixtures of business cards
from tests.sales.mail_support import door  # noqa: F401 -- a fixture


@pytest.fixture
def sales(inside, cast):
    """`sales.account(code)`, `sales.phase(code)`, `sales.deal(name, phase=…, **values)`; the phases are there."""
    with inside(cast.sales_admin):
        begin()

    def account(code="C1", **values):
        return keeping.enter(PARTNER, {"code": code, "name": f"得意先 {code}", "is_customer": True, **values})

    def phase(code):
        return session.scalars(select(Phase).where(Phase.code == code)).one()

    def deal(name="搬送機の更新", phase_code="10", *, disclosed_to=None, **values):
        found = session.scalars(select(PARTNER.model).where(PARTNER.model.code == "C1")).one_or_none()
        values = {
            "name": name,
            "partner_id": (found or account()).id,
            "phase_id": phase(phase_code).id,
            "expected_on": dt.date(2026, 12, 20),
            **values,
        }
        return keeping.enter(OPPORTUNITY, values, disclosed_to=disclosed_to)

    return SimpleNamespace(account=account, phase=phase, deal=deal)
