"""The supplier's own portal makes the invoice, and hears what became of it."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.kernel.db import db
from app.procurement.invoices.model import Invoice
from app.supply.acceptances.model import AcceptedLine
from app.supply.invoices.model import IssuedInvoice
from app.supply.invoices.operations import issue
from tests.procurement.invoices.conftest import DAY, item


@pytest.fixture
def answered_gates():
    """Here the supplier's own gates answer."""


@pytest.fixture
def issued(inside, cast, accepted):
    """Our id of an invoice over all that was accepted, made in the supplier's portal."""
    accepted(item(), item("お茶", 10, "33.3", "8R"))
    with inside(cast.kanda.supplier_user):
        lines = db.session.scalars(select(AcceptedLine).order_by(AcceptedLine.id)).all()
        issue(lines, number="K-1", issued_on=DAY, due_on=dt.date(2026, 12, 30), account=None)
    with inside(cast.accounts_payable):
        return db.session.scalars(select(Invoice.id)).one()


def supplier_sees(inside, cast):
    with inside(cast.kanda.supplier_user):
        invoice = db.session.scalars(select(IssuedInvoice)).one()
        states = set(db.session.scalars(select(AcceptedLine.state)))
        return invoice.state, invoice.pays_on, invoice.return_reason, states


def test_what_the_portal_issues_comes_in(inside, cast, issued, the_invoice):
    with inside(cast.accounts_payable):
        invoice = the_invoice(issued)
        assert (invoice.supplier_number, invoice.total) == ("K-1", 11359)
        assert [one.purpose for one in invoice.envelope.attachments] == ["rendition"]


def test_an_approval_reaches_the_portal(inside, cast, issued, the_invoice):
    with inside(cast.accounts_payable) as by:
        invoice = the_invoice(issued)
        if invoice.status == "mismatch":
            invoice.resolve("登録番号を電話で確認しました。", by=by)
        invoice.submit(by=by, pays_on=dt.date(2026, 12, 30))
    assert supplier_sees(inside, cast) == ("approved", dt.date(2026, 12, 30), "", {"invoiced"})


def test_a_return_frees_the_lines_on_both_sides(inside, cast, issued, the_invoice):
    with inside(cast.accounts_payable) as by:
        the_invoice(issued).send_back("宛名が違います。", by=by)
    assert supplier_sees(inside, cast) == ("returned", None, "宛名が違います。", {"accepted"})
