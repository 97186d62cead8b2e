"""Filing an invoice that passed the gate: our number, its lines taken, matched at once."""

from app.access.users.queries import ids_with_permission
from app.kernel.db import session
from app.platform.notifications import notify
from app.procurement.acceptances import invoicing
from app.procurement.invoices.model import Invoice, InvoiceLine
from app.procurement.invoices.queries import accepted_lines
from app.procurement.orders.paying import latest_lawful
from app.records.numbering import take


def file_invoice(case, envelope, body):
    """Keep the invoice and put its accepted lines on it. Returns the Invoice; Rejected when a line was taken."""
    rows = {one.id: one for one in accepted_lines([line.acceptance_line_id for line in body.lines])}
    invoice = _new(case, envelope, body, rows.values())
    invoice.lines.extend(_line(number, line) for number, line in enumerate(body.lines, 1))
    session.add(invoice)
    session.flush()
    invoicing.take(rows, invoice.id)
    invoice.match(body)
    _tell(invoice)
    return invoice


def _new(case, envelope, body, rows):
    largest = max(rows, key=lambda row: (row.amount, row.id))
    same = "issued_on period_from period_until due_on subtotal tax total".split()
    return Invoice(
        number=take("invoice"),
        supplier_number=body.supplier_number.strip(),
        partner_id=case.partner_id,
        partner_name=case.counterpart_name,
        case_id=case.id,
        envelope_id=envelope.id,
        organisation_id=largest.organisation_id,
        status="received",
        version=1,
        registration_number=body.supplier.registration_number or "",
        must_pay_by=min(latest_lawful(row.received_on) for row in rows),
        taxes=[row.model_dump(mode="json") for row in body.taxes],
        findings=[],
        received_at=envelope.sent_at,
        **{name: getattr(body, name) for name in same},
    )


def _line(number, line):
    return InvoiceLine(line_no=number, active=True, **line.model_dump())


def _tell(invoice):
    """Tell those who check invoices."""
    notify(
        ids_with_permission("procurement.invoice.check"),
        "invoice.received",
        "%(supplier)s has sent the invoice %(number)s over %(total)s yen.",
        f"/invoices/{invoice.id}",
        subject_id=invoice.id,
        supplier=invoice.partner_name,
        number=invoice.supplier_number,
        total=f"{invoice.total:,}",
    )
