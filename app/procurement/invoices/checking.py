"""What the gate refuses: an invoice says what was accepted, once, and adds up (procurement §4.9, §6.4).

Runs acting for the buyer, before anything is written. What differs from our *masters* is no reason to refuse;
that is found by the matching.
"""

from app.kernel.errors import Rejected
from app.procurement.invoices.adding_up import rounding_of
from app.procurement.invoices.queries import accepted_lines, other_invoice

_NOT_OPEN = "A line of this invoice is not open for invoicing any more. Please reload your list."


def check_invoice(case, body):
    """Raise Rejected unless `body` (bodies.Invoice) holds open accepted lines of this supplier, unaltered."""
    if not body.supplier_number.strip():
        raise Rejected("Enter the number of your invoice.", field="supplier_number")
    if other_invoice(case.partner_id, body.supplier_number):
        raise Rejected("You have used this invoice number already.", field="supplier_number")
    known = {one.id: one for one in accepted_lines([line.acceptance_line_id for line in body.lines])}
    if len({line.acceptance_line_id for line in body.lines}) != len(body.lines):
        raise Rejected("The same line stands on this invoice twice.")
    for line in body.lines:
        _check_line(case, line, known.get(line.acceptance_line_id))
    _check_sums(body)


def _check_line(case, line, accepted):
    """A line of another supplier, of another case (for a guest, who sees only one) or none at all: the same answer."""
    if accepted is None or accepted.partner_id != case.partner_id:
        raise Rejected(_NOT_OPEN)
    if case.counterpart_tenant_id is None and accepted.case_id != case.id:
        raise Rejected(_NOT_OPEN)
    if not accepted.active or accepted.invoiced_by is not None or not accepted.quantity:
        raise Rejected(_NOT_OPEN)
    told = (line.quantity, line.price, line.amount, line.tax_code, line.order_number)
    if told != (
        accepted.quantity,
        accepted.price,
        accepted.amount,
        accepted.tax_code,
        accepted.order_number,
    ):
        raise Rejected(
            "%(name)s: quantity, unit price, amount and tax class have to be those of the acceptance.",
            name=accepted.name,
        )
    if line.transaction_on not in (accepted.accepted_on, accepted.received_on):
        raise Rejected("%(name)s: the date is not the one of the acceptance.", name=accepted.name)


def _check_sums(body):
    if body.subtotal != sum(line.amount for line in body.lines):
        raise Rejected("The total does not equal the sum of the lines.")
    if rounding_of(body) is None:
        raise Rejected("The tax does not equal the sum per rate × the rate.")
    if body.tax != sum(row.tax for row in body.taxes) or body.total != body.subtotal + body.tax:
        raise Rejected("The total with tax does not add up.")
