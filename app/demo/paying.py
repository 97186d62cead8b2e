"""A few days later the supplier makes its invoice; it is checked, approved, and the journals are reviewed."""

import datetime as dt
from types import SimpleNamespace

from app.access.tenants.model import CompanyBankAccount
from app.approvals.cases.acting import approve
from app.approvals.cases.queries import waiting_for
from app.demo.quoting import GUEST
from app.demo.stage import office_hours, row
from app.exchange.answering.invoicing import invoice_body
from app.exchange.bodies import BankAccount, Party
from app.exchange.envelopes.model import Envelope
from app.exchange.posting import Draft, receive_from_guest
from app.kernel.db import session
from app.masters.partners.model import PartnerBankAccount
from app.procurement.invoices.model import Invoice
from app.procurement.journals.exporting import review_period
from app.procurement.orders.model import PurchaseOrder
from app.supply.acceptances.model import AcceptedLine
from app.supply.invoices.operations import issue


def play(order, day):
    """Everything about the money of one order accepted on `day`, as far as the days have come."""
    for later, hour, step in ((3, 16, invoice), (6, 10, check), (9, 11, pay)):
        at = office_hours(day + dt.timedelta(days=later), hour, order.chance.randint(0, 55))
        if at.date() > order.buying.today:
            return
        step(order, at)


def _month_end(day):
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _due(day):
    return _month_end(day.replace(day=28) + dt.timedelta(days=4))


def invoice(order, at):
    """The supplier ticks the accepted lines and sends the invoice."""
    if not order.seller:
        _guest_invoice(order, at)
        return
    with order.stage.as_(order.seller, at):
        lines = session.query(AcceptedLine).filter_by(order_number=order.number, state="accepted").all()
        account = session.query(CompanyBankAccount).filter_by(preferred=True).one()
        issue(lines, number="", issued_on=at.date(), due_on=_due(at.date()), account=account)


def _guest_invoice(order, at):
    with order.stage.as_("sato", at):
        found = row(PurchaseOrder, order.order_id)
        notices = session.query(Envelope).filter_by(case_id=found.case_id, kind="acceptance_notice")
        lines = [_line(notice.content, line) for notice in notices for line in notice.content.lines]
        account = session.query(PartnerBankAccount).filter_by(partner_id=found.partner_id).first()
        names = BankAccount.model_fields
        body = invoice_body(
            lines,
            supplier=GUEST,
            buyer=_buyer(found),
            supplier_number=f"大和{at:%y%m}-{order.chance.randint(100, 999)}",
            issued_on=at.date(),
            due_on=_due(at.date()),
            account=BankAccount(**{name: getattr(account, name) for name in names}),
        )
        draft = Draft(found.case_id, body, body.supplier_number, document_on=at.date(), total=body.total)
        receive_from_guest(draft, sent_by=f"{GUEST.contact}（{GUEST.name}）")


def _line(notice, line):
    facts = line.model_dump() | {"accepted_on": notice.accepted_on, "received_on": notice.received_on}
    return SimpleNamespace(line_id=facts.pop("acceptance_line_id"), **facts)


def _buyer(order):
    return Party.model_validate(order.body().buyer.model_dump())


def check(order, at):
    """Accounts payable compares and proposes the day of payment."""
    with order.stage.as_("watanabe", at) as by:
        for found in _invoices(order):
            if found.status == "mismatch":
                found.resolve("登録番号のない取引先のため、経過措置で処理します。", by=by)
            found.submit(by=by, pays_on=found.proposed_payment_on)


def pay(order, at):
    """The head of accounting agrees; the month's journals are reviewed."""
    with order.stage.as_("yamamoto", at) as by:
        for case in session.execute(waiting_for(by.id)).all():
            if case.document == "invoice":
                approve(case.case_id, by=by)
        last = at.date().replace(day=1) - dt.timedelta(days=1)
        review_period(last.replace(day=1), last, by=by)


def _invoices(order):
    found = row(PurchaseOrder, order.order_id)
    return (
        session.query(Invoice)
        .filter(Invoice.case_id == found.case_id, Invoice.status.in_(("matched", "mismatch")))
        .all()
    )
