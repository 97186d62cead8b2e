"""Acceptances, cancellations and invoices make vouchers that balance and end on the document's tax."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.access.organisations.model import Organisation
from app.kernel.db import db
from app.kernel.errors import Rejected
from app.kernel.money import Rounding
from app.masters.partners.model import Partner
from app.platform.settings import choose
from app.procurement.acceptances.cancelling import cancel
from app.procurement.acceptances.model import Acceptance
from app.procurement.journals.arranging import save_rule
from app.procurement.journals.model import JournalVoucherLine
from tests.procurement.invoices.conftest import item
from tests.procurement.journals.conftest import told
from tests.support.people import fixed_id

PAYABLE = ("credit", "買掛金", "神田鋼材㈱", "POUT")


def balance(voucher):
    return sum(one.amount if one.side == "debit" else -one.amount for one in voucher.lines)


def test_an_acceptance_is_accrued(inside, cast, accepted, vouchers):
    accepted(item(), item("お茶", 10, "33.3", "8R", account_code="612"))
    with inside(cast.accounts_payable):
        (voucher,) = vouchers()
        assert told(voucher) == [
            ("debit", "仕入高", "", "P10Q", 10000, 1000),
            ("debit", "事務用品費", "", "P8RQ", 333, 26),
            ("debit", "仮払消費税等", "", "P10Q", 1000, None),
            ("debit", "仮払消費税等", "", "P8RQ", 26, None),
            (*PAYABLE, 11000, None),
            ("credit", "未払金", "神田鋼材㈱", "POUT", 359, None),
        ]
        facts = (voucher.voucher_no, voucher.fiscal_year, voucher.status, voucher.kind, voucher.total)
        assert facts == (1, 2026, "generated", "accrual", 11359)
        assert {line.department for line in voucher.lines if line.role == "expense"} == {"購買部"}
        assert voucher.lines[0].memo == "丸棒 φ20 AC-2611-00001"


def test_a_cancelled_acceptance_is_reversed(inside, cast, accepted, vouchers):
    (acceptance_id,) = accepted()
    with inside(cast.inspector) as by:
        cancel(db.session.get(Acceptance, (fixed_id("yamada"), acceptance_id)), reason="数え間違い", by=by)
    with inside(cast.accounts_payable):
        first, second = vouchers()
        assert (second.kind, second.reverses_id, second.total) == ("reversal", first.id, -11000)
        assert [a.amount + b.amount for a, b in zip(first.lines, second.lines, strict=True)] == [0, 0, 0]
        assert (balance(first), balance(second)) == (0, 0)


def test_the_yen_between_two_acceptances_and_their_invoice(
    inside, cast, accepted, bill, sent, the_invoice, vouchers
):
    """Twice 155 yen: 15 + 15 yen of tax accrued, 31 yen on the invoice."""
    ids = accepted(item(price=155, quantity=2), times=2)
    invoice_id = sent(bill(*ids))
    with inside(cast.accounts_payable) as by:
        invoice = the_invoice(invoice_id)
        assert invoice.tax == 31
        invoice.submit(by=by, pays_on=dt.date(2026, 12, 30))
        *_accruals, adjustment = vouchers()
        assert told(adjustment) == [
            ("debit", "仮払消費税等", "", "P10Q", 1, None),
            (*PAYABLE, 1, None),
        ]
        assert (adjustment.kind, adjustment.source_number) == ("adjustment", "IV-2611-00001")
        taxes = select(JournalVoucherLine.amount).where(JournalVoucherLine.role == "tax")
        assert sum(db.session.scalars(taxes)) == invoice.tax


def test_an_invoice_that_agrees_needs_no_further_voucher(
    inside, cast, accepted, bill, sent, the_invoice, vouchers
):
    invoice_id = sent(bill(*accepted()))
    with inside(cast.accounts_payable) as by:
        the_invoice(invoice_id).submit(by=by, pays_on=dt.date(2026, 12, 30))
        assert len(vouchers()) == 1


def test_a_supplier_who_rounds_up_is_owed_what_it_asks(
    inside, cast, accepted, bill, sent, the_invoice, vouchers
):
    invoice_id = sent(bill(*accepted(item(price=105, quantity=3)), rounding=Rounding.CEIL))
    with inside(cast.accounts_payable) as by:
        invoice = the_invoice(invoice_id)
        invoice.submit(by=by, pays_on=dt.date(2026, 12, 30))
        owed = select(JournalVoucherLine.amount).where(JournalVoucherLine.role == "payable")
        assert sum(db.session.scalars(owed)) == invoice.total == 347


@pytest.mark.parametrize("on, share, tax", [(dt.date(2026, 9, 30), 80, 800), (dt.date(2026, 10, 1), 70, 700)])
def test_without_registration_the_day_of_the_transaction_decides(
    inside, cast, accepted, vouchers, partner_id, on, share, tax
):
    with inside(cast.buyer):
        db.session.get(Partner, (fixed_id("yamada"), partner_id)).registration_number = None
    accepted(on=on)
    with inside(cast.accounts_payable):
        (voucher,) = vouchers()
        assert told(voucher) == [
            ("debit", "仕入高", "", f"P10N{share}", 11000 - tax, tax),
            ("debit", "仮払消費税等", "", f"P10N{share}", tax, None),
            (*PAYABLE, 11000, None),
        ]


def test_a_registration_that_has_ended_counts_until_its_day(inside, cast, accepted, vouchers, partner_id):
    with inside(cast.buyer):
        partner = db.session.get(Partner, (fixed_id("yamada"), partner_id))
        partner.registered_until = dt.date(2026, 11, 20)
    accepted(item(), on=dt.date(2026, 11, 20))
    accepted(item(), on=dt.date(2026, 11, 21))
    with inside(cast.accounts_payable):
        assert [one.lines[0].tax_class for one in vouchers()] == ["P10Q", "P10N70"]


def test_books_with_the_tax_inside(inside, cast, accepted, vouchers):
    with inside(cast.system_admin):
        choose("procurement.books_tax", "inclusive")
    accepted()
    with inside(cast.accounts_payable):
        assert told(vouchers()[0]) == [("debit", "仕入高", "", "P10Q", 11000, 1000), (*PAYABLE, 11000, None)]


def test_a_rule_decides_unless_the_order_says_otherwise(inside, cast, accepted, vouchers):
    with inside(cast.accounts_payable) as by:
        department = db.session.scalars(select(Organisation.id).where(Organisation.code == "100")).one()
        save_rule(category_id=None, organisation_id=department, account_code="611", by=by)
        with pytest.raises(Rejected):
            save_rule(category_id=None, organisation_id=None, account_code="611", by=by)
    accepted(item(), item("研究用", account_code="618"))
    with inside(cast.accounts_payable):
        names = [one.account_name for one in vouchers()[0].lines if one.role == "expense"]
        assert names == ["消耗品費", "研究開発費"]
