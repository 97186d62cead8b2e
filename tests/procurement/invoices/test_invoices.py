"""An invoice comes in, is matched, approved or returned; what differs from the acceptance never gets in."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.exchange.bodies import Party
from app.exchange.envelopes.model import Envelope
from app.kernel.db import db
from app.kernel.errors import Rejected
from app.kernel.money import Rounding
from app.masters.partners.model import Partner
from app.platform.notifications.model import Notification
from app.procurement.acceptances.cancelling import cancel
from app.procurement.acceptances.model import Acceptance, AcceptanceLine
from app.procurement.invoices.model import Invoice, InvoiceLine
from app.procurement.invoices.qualifying import items_of
from app.procurement.orders.model import PurchaseOrder
from tests.procurement.invoices.conftest import ACCOUNT, DAY, T_NUMBER, item
from tests.support.people import fixed_id


def changed(pair, **line_changes):
    """The same invoice with another first line."""
    case_id, body = pair
    first = body.lines[0].model_copy(update=line_changes)
    return case_id, body.model_copy(update={"lines": [first, *body.lines[1:]]})


def codes(invoice):
    return [(one["code"], one["serious"]) for one in invoice.findings]


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_what_agrees_is_matched_on_arrival(inside, cast, accepted, bill, sent, the_invoice):
    first, second = accepted(item(), item("切削油", 3, "105", "10")), accepted(item("お茶", 10, "33.3", "8R"))
    invoice_id = sent(bill(*first, *second))
    with inside(cast.accounts_payable):
        invoice = the_invoice(invoice_id)
        assert (invoice.status, invoice.number, codes(invoice)) == ("matched", "IV-2611-00001", [])
        assert (invoice.subtotal, invoice.tax, invoice.total) == (10648, 1057, 11705)
        assert [line.amount for line in invoice.lines] == [10000, 315, 333]
        taken = db.session.scalars(select(AcceptanceLine.invoiced_by).distinct()).all()
        assert taken == [invoice_id]
        assert {order.status for order in db.session.scalars(select(PurchaseOrder))} == {"invoiced"}
        assert (invoice.must_pay_by, invoice.terms_due_on) == (dt.date(2027, 1, 20), dt.date(2026, 12, 30))
        assert all(one.right for one in items_of(invoice, invoice.envelope.content))
        told = db.session.scalars(select(Notification).where(Notification.kind == "invoice.received")).all()
        assert [one.user_id for one in told] == [cast.accounts_payable.user_id]


@pytest.mark.parametrize(
    "change",
    [
        {"quantity": Decimal(11)},
        {"price": Decimal(1001)},
        {"amount": 10_001},
        {"tax_code": "8R"},
        {"order_number": "PO-2611-99999"},
        {"transaction_on": DAY - dt.timedelta(days=1)},
        {"acceptance_line_id": fixed_id("nothing")},
    ],
)
def test_an_altered_line_is_refused_and_nothing_is_kept(inside, cast, accepted, bill, sent, change):
    pair = bill(*accepted())
    db.session.commit()
    with pytest.raises(Rejected):
        sent(changed(pair, **change))
    db.session.rollback()
    with inside(cast.buyer):
        assert (count(Invoice), count(InvoiceLine)) == (0, 0)
        assert db.session.scalars(select(Envelope.id).where(Envelope.kind == "invoice")).all() == []


@pytest.mark.parametrize("change", [{"tax": 999}, {"total": 1}, {"subtotal": 9_999}])
def test_sums_that_do_not_add_up_are_refused(accepted, bill, sent, change):
    case_id, body = bill(*accepted())
    with pytest.raises(Rejected):
        sent((case_id, body.model_copy(update=change)))


def test_tax_rounded_per_line_is_refused(accepted, bill, sent):
    """Three lines of 105 yen: 31 yen of tax, never 30 (procurement §6.4)."""
    case_id, body = bill(
        *accepted(item(price=105, quantity=1), item(price=105, quantity=1), item(price=105, quantity=1))
    )
    assert body.tax == 31
    row = body.taxes[0].model_copy(update={"tax": 30})
    with pytest.raises(Rejected) as refusal:
        sent((case_id, body.model_copy(update={"taxes": [row], "tax": 30, "total": 345})))
    assert str(refusal.value.message) == "The tax does not equal the sum per rate × the rate."


def test_the_supplier_may_round_up(inside, cast, accepted, bill, sent, the_invoice):
    ids = accepted(item(price=105, quantity=3))
    invoice_id = sent(bill(*ids, rounding=Rounding.CEIL))
    with inside(cast.accounts_payable):
        invoice = the_invoice(invoice_id)
        assert (invoice.status, invoice.tax, codes(invoice)) == ("matched", 32, [("rounding", False)])


def test_a_line_is_invoiced_once(accepted, bill, sent, inside, cast):
    ids = accepted(item(), item("切削油"))
    sent(bill(*ids, skip=1))
    with pytest.raises(Rejected):
        sent(bill(*ids, supplier_number="K-101"))
    case_id, body = bill(*ids)
    first = body.lines[0]
    twice = {"lines": [first, first], "supplier_number": "K-102"}
    with pytest.raises(Rejected):
        sent((case_id, body.model_copy(update=twice)))


def test_a_number_is_used_once_unless_it_was_returned(inside, cast, accepted, bill, sent, the_invoice):
    ids = accepted(item(), times=2)
    invoice_id, second = sent(bill(ids[0])), bill(ids[1])
    db.session.commit()
    with pytest.raises(Rejected) as refusal:
        sent(second)
    db.session.rollback()
    assert refusal.value.field == "supplier_number"
    with inside(cast.accounts_payable) as by:
        the_invoice(invoice_id).send_back("単価の確認をお願いします。", by=by)
    assert sent(bill(*ids)) != invoice_id


def test_lines_of_another_supplier_do_not_exist(inside, cast, accepted, bill, sent):
    with inside(cast.buyer):
        other = Partner(
            code="S001", name="鈴木工具商会", linked_tenant_id=fixed_id("suzuki"), email="x@suzuki.example"
        )
        db.session.add(other)
        db.session.flush()
        other_id = other.id
    case_id, _body = bill(*accepted())
    _case_id, theirs = bill(*accepted(partner=other_id))
    with pytest.raises(Rejected) as refusal:
        sent((case_id, theirs))
    unknown = changed((case_id, theirs), acceptance_line_id=fixed_id("nothing"))
    with pytest.raises(Rejected) as same:
        sent(unknown)
    assert str(refusal.value) == str(same.value)


def test_a_cancelled_acceptance_cannot_be_invoiced_and_an_invoiced_one_not_cancelled(
    inside, cast, accepted, bill, sent
):
    ids = accepted(times=2)
    pairs = [bill(ids[0]), bill(ids[1], supplier_number="K-101")]
    with inside(cast.inspector) as by:
        cancel(db.session.get(Acceptance, (fixed_id("yamada"), ids[0])), reason="数え間違い", by=by)
    with pytest.raises(Rejected):
        sent(pairs[0])
    sent(pairs[1])
    with inside(cast.inspector) as by, pytest.raises(Rejected):
        cancel(db.session.get(Acceptance, (fixed_id("yamada"), ids[1])), reason="数え間違い", by=by)


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"supplier": Party(name="神田鋼材株式会社")}, ("registration_missing", True)),
        (
            {"supplier": Party(name="神田鋼材", registration_number="T4011001098993")},
            ("registration_differs", True),
        ),
        ({"buyer": Party(name="山川精機株式会社")}, ("recipient_differs", True)),
        ({"period_until": DAY - dt.timedelta(days=1)}, ("outside_period", True)),
        ({"due_on": dt.date(2026, 11, 30)}, ("due_early", False)),
    ],
)
def test_what_differs_from_our_records_is_found(
    inside, cast, accepted, bill, sent, the_invoice, changes, expected
):
    invoice_id = sent(bill(*accepted(), **changes))
    with inside(cast.accounts_payable):
        invoice = the_invoice(invoice_id)
        assert codes(invoice) == [expected]
        assert invoice.status == ("mismatch" if expected[1] else "matched")


def test_a_new_bank_account_asks_for_a_call(inside, cast, accepted, bill, sent, the_invoice):
    case_id, body = bill(*accepted())
    account = body.account.model_copy(update={"account_number": "7654321"})
    invoice_id = sent((case_id, body.model_copy(update={"account": account})))
    with inside(cast.accounts_payable) as by:
        invoice = the_invoice(invoice_id)
        assert (invoice.status, codes(invoice)) == ("mismatch", [("account_unknown", True)])
        with pytest.raises(Rejected):
            invoice.submit(by=by, pays_on=dt.date(2026, 12, 31))
        invoice.resolve("電話で担当の神田様に確認しました。", by=by)
        assert invoice.status == "matched"


def test_a_record_put_right_makes_it_match(inside, cast, accepted, bill, sent, the_invoice, partner_id):
    with inside(cast.buyer):
        db.session.get(Partner, (fixed_id("yamada"), partner_id)).registration_number = None
    invoice_id = sent(bill(*accepted()))
    with inside(cast.accounts_payable):
        invoice = the_invoice(invoice_id)
        assert codes(invoice) == [("registration_unknown", True)]
        invoice.partner.registration_number = T_NUMBER
        db.session.flush()
        invoice.match()
        assert (invoice.status, codes(invoice)) == ("matched", [])


def test_same_day_and_total_is_noticed(inside, cast, accepted, bill, sent, the_invoice):
    ids = accepted(times=2)
    sent(bill(ids[0]))
    invoice_id = sent(bill(ids[1], supplier_number="K-101"))
    with inside(cast.accounts_payable):
        assert the_invoice(invoice_id).findings == [
            {"code": "twin", "values": {"number": "IV-2611-00001"}, "serious": False}
        ]


def test_payment_by_the_terms_but_never_after_the_law(
    inside, cast, accepted, bill, sent, the_invoice, partner_id
):
    with inside(cast.buyer):
        db.session.get(Partner, (fixed_id("yamada"), partner_id)).pay_months = 3
    invoice_id = sent(bill(*accepted()))
    with inside(cast.accounts_payable):
        invoice = the_invoice(invoice_id)
        assert ("pays_late", False) in codes(invoice)
        assert (invoice.terms_due_on, invoice.proposed_payment_on) == (
            dt.date(2027, 2, 26),
            dt.date(2027, 1, 20),
        )


def test_without_a_route_it_is_approved_at_once_and_the_supplier_hears_the_day(
    inside, cast, accepted, bill, sent, the_invoice
):
    invoice_id = sent(bill(*accepted()))
    with inside(cast.accounts_payable) as by:
        invoice = the_invoice(invoice_id)
        invoice.submit(by=by, pays_on=invoice.proposed_payment_on)
        assert (invoice.status, invoice.pays_on) == ("approved", dt.date(2026, 12, 30))
        (told,) = db.session.scalars(select(Envelope).where(Envelope.kind == "invoice_approval")).all()
        assert (told.content.invoice_number, told.content.pays_on) == ("K-100", dt.date(2026, 12, 30))
        with pytest.raises(Rejected):
            invoice.send_back("やはり差し戻します。", by=by)


def test_returning_frees_the_lines_and_needs_a_reason(inside, cast, accepted, bill, sent, the_invoice):
    invoice_id = sent(bill(*accepted()))
    with inside(cast.accounts_payable) as by:
        invoice = the_invoice(invoice_id)
        with pytest.raises(Rejected):
            invoice.send_back(" ", by=by)
        invoice.send_back("振込先をご確認ください。", by=by)
        assert invoice.status == "returned"
        assert db.session.scalars(select(AcceptanceLine.invoiced_by)).all() == [None]
        assert db.session.scalars(select(PurchaseOrder.status)).all() == ["accepted"]
        (told,) = db.session.scalars(select(Envelope).where(Envelope.kind == "invoice_return")).all()
        assert told.content.reason == "振込先をご確認ください。"


def test_the_accounts_of_the_body_are_the_ones_we_compare(accepted, bill):
    _case_id, body = bill(*accepted())
    assert body.account.model_dump() == ACCOUNT
