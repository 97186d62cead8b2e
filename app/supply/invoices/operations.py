"""Issuing an invoice over accepted lines (請求書作成)."""

from sqlalchemy import select

from app.exchange.answering.invoicing import invoice_body
from app.exchange.answering.once import first_time, was_sent
from app.exchange.answering.papers import invoice_sheet
from app.exchange.bodies import BankAccount
from app.exchange.posting import Draft, post
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import storage
from app.platform.documents import pdf
from app.records.numbering import take
from app.supply.acceptances.model import AcceptedLine
from app.supply.company.standing import own_party, own_rounding
from app.supply.invoices.model import IssuedInvoice, IssuedInvoiceLine

TAKEN = "Somebody has put one of these lines on an invoice in the meantime. Please choose again."
ACCOUNT = "bank_code bank_name branch_code branch_name account_type account_number holder_kana".split()


def issue(lines, *, number, issued_on, due_on, account, remarks="", files=(), token=""):
    """Send an invoice over `lines` (AcceptedLine rows of one buyer). Returns it, None for a second click.

    `account`: CompanyBankAccount or None; without `number` we number. Raises Rejected when a line is taken, the
    number is used, or the buyer's gate refuses.
    """
    if was_sent(token):
        return None
    check_one_buyer(lines)
    body = body_of(
        lines,
        number=number or take("issued_invoice"),
        issued_on=issued_on,
        due_on=due_on,
        account=account,
        remarks=remarks,
    )
    _check_number(lines[0].buyer_id, body.supplier_number)
    sheet = storage.keep_bytes(pdf(invoice_sheet(body)), f"{body.supplier_number}.pdf", purpose="rendition")
    case_id = lines[-1].case_id
    if not first_time(case_id, token):
        return None
    _take(lines)
    files = [sheet, *files]
    session.flush()  # the envelope's files refer to them
    envelope = post(
        Draft(
            case_id,
            body,
            body.supplier_number,
            document_on=issued_on,
            total=body.total,
            files=files,
            rendition=sheet,
        )
    )
    return _keep(lines, body, envelope)


def body_of(lines, *, number, issued_on, due_on, account, remarks=""):
    """The Invoice that would be sent now."""
    return invoice_body(
        lines,
        supplier=own_party(),
        buyer=lines[0].order.envelope.content.buyer,
        supplier_number=number,
        issued_on=issued_on,
        due_on=due_on,
        account=account_body(account),
        remarks=remarks,
        rounding=own_rounding(),
    )


def account_body(account):
    """A CompanyBankAccount as it stands on an invoice; None for None."""
    return BankAccount(**{name: getattr(account, name) for name in ACCOUNT}) if account else None


def check_one_buyer(lines):
    """Raise Rejected unless there are lines, all of one buyer."""
    if not lines:
        raise Rejected("Choose at least one accepted line.")
    if len({line.buyer_id for line in lines}) > 1:
        raise Rejected("An invoice goes to one buying company. Please choose lines of one company.")


def _check_number(buyer_id, number):
    used = session.scalar(
        select(IssuedInvoice.id).where(
            IssuedInvoice.buyer_id == buyer_id,
            IssuedInvoice.number == number,
            IssuedInvoice.state != "returned",
        )
    )
    if used:
        raise Rejected("You have used this invoice number for this company before.", field="supplier_number")


def _take(lines):
    """Lock the lines; of two people who ticked the same one the second is told here."""
    held = session.scalars(
        select(AcceptedLine)
        .where(AcceptedLine.id.in_([line.id for line in lines]))
        .order_by(AcceptedLine.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if any(line.state != "accepted" for line in held):
        raise Rejected(TAKEN)
    for line in held:
        line.state = "invoiced"


def _keep(lines, body, envelope):
    invoice = IssuedInvoice(
        case_id=envelope.case_id,
        envelope_id=envelope.id,
        buyer_id=lines[0].buyer_id,
        buyer_name=lines[0].buyer_name,
        number=body.supplier_number,
        issued_on=body.issued_on,
        due_on=body.due_on,
        subtotal=body.subtotal,
        tax=body.tax,
        total=body.total,
        sent_at=envelope.sent_at,
        sent_by=envelope.sent_by,
    )
    session.add(invoice)
    session.flush()  # the lines refer to it
    session.add_all(
        IssuedInvoiceLine(invoice_id=invoice.id, accepted_line_id=line.id, position=position)
        for position, line in enumerate(lines, 1)
    )
    session.flush()  # the unique index has the last word
    return invoice
