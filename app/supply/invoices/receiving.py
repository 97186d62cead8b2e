"""What a buyer's answer does to our invoice. All of it runs acting for us, in the buyer's transaction."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.supply.acceptances.model import AcceptedLine
from app.supply.invoices.model import IssuedInvoice
from app.supply.permissions import VIEW_ACCEPTANCES
from app.supply.telling import tell


def pending(case, number):
    """Our invoice with that number which the buyer has not answered yet, locked; else Rejected."""
    found = session.scalars(
        select(IssuedInvoice)
        .where(
            IssuedInvoice.buyer_id == case.counterpart_tenant_id,
            IssuedInvoice.number == number,
            IssuedInvoice.state == "issued",
        )
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise Rejected("The supplier has no open invoice %(number)s.", number=number)
    return found


def check_answer(case, envelope, body):
    """The invoice exists and waits for an answer; else Rejected."""
    pending(case, body.invoice_number)


def file_return(case, envelope, body):
    """差戻し: its lines can be invoiced again."""
    invoice = pending(case, body.invoice_number)
    invoice.state, invoice.return_reason = "returned", body.reason
    for line in invoice.lines:
        line.active = False
    taken = {line.accepted_line_id for line in invoice.lines}
    for line in session.scalars(
        select(AcceptedLine)
        .where(AcceptedLine.id.in_(taken), AcceptedLine.state == "invoiced")
        .order_by(AcceptedLine.id)
    ):
        line.state = "accepted"
    _tell(invoice, message="%(buyer)s returned your invoice %(number)s: %(reason)s", reason=body.reason)


def file_approval(case, envelope, body):
    """Approved, with the day of payment."""
    invoice = pending(case, body.invoice_number)
    invoice.state, invoice.pays_on = "approved", body.pays_on
    _tell(
        invoice,
        message="%(buyer)s approved your invoice %(number)s and pays on %(day)s.",
        day=f"{body.pays_on:%Y/%m/%d}",
    )


def _tell(invoice, *, message, **values):
    tell(
        VIEW_ACCEPTANCES,
        "invoice",
        f"/portal/invoices/{invoice.id}",
        message=message,
        subject_id=invoice.id,
        buyer=invoice.buyer_name,
        number=invoice.number,
        **values,
    )
