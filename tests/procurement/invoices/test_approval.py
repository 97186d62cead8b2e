"""An invoice before its approvers: it moves only as a consequence of the case."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.approvals.cases.acting import approve, reject, send_back
from app.approvals.queries import case_of
from app.exchange.envelopes.model import Envelope
from app.kernel.db import db
from app.platform.notifications.model import Notification
from app.procurement.acceptances.model import AcceptanceLine
from tests.approvals.papers import route

PAYS_ON = dt.date(2026, 12, 30)


@pytest.fixture
def submitted(inside, cast, accepted, bill, sent, the_invoice):
    """The id of an invoice that waits for the approver."""
    with inside(cast.system_admin):
        route(("ALL", cast.approver), document="invoice")
        db.session.commit()
    invoice_id = sent(bill(*accepted()))
    with inside(cast.accounts_payable) as by:
        invoice = the_invoice(invoice_id)
        invoice.submit(by=by, pays_on=PAYS_ON, comment="お願いします。")
        assert (invoice.status, invoice.pays_on) == ("in_approval", PAYS_ON)
    return invoice_id


def answers(kind):
    return db.session.scalars(select(Envelope).where(Envelope.kind == kind)).all()


def test_the_last_approval_tells_the_supplier(inside, cast, submitted, the_invoice):
    with inside(cast.approver) as by:
        approve(case_of(submitted).id, by=by)
        invoice = the_invoice(submitted)
        assert (invoice.status, invoice.approved_by_id) == ("approved", by.id)
        assert [one.content.pays_on for one in answers("invoice_approval")] == [PAYS_ON]


@pytest.mark.parametrize("decide", [reject, send_back])
def test_refused_or_sent_back_it_is_accountings_again(inside, cast, submitted, the_invoice, decide):
    with inside(cast.approver) as by:
        decide(case_of(submitted).id, by=by, comment="金額を確認してください。")
        assert the_invoice(submitted).status == "matched"
        assert answers("invoice_approval") == []
        told = select(Notification.user_id).where(Notification.kind == "invoice.returned")
        assert db.session.scalars(told).all() == [cast.accounts_payable.user_id]


def test_returning_it_to_the_supplier_ends_the_approval(inside, cast, submitted, the_invoice):
    with inside(cast.accounts_payable) as by:
        the_invoice(submitted).send_back("単価が違います。", by=by)
        assert (the_invoice(submitted).status, case_of(submitted).status) == ("returned", "withdrawn")
        assert db.session.scalars(select(AcceptanceLine.invoiced_by)).all() == [None]
