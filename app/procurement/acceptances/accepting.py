"""Accepting (検収): inspected, counted, valued; the ground of invoices and journals."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from app.exchange.bodies import AcceptanceNotice, AcceptedLine
from app.exchange.posting import Draft, post
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.kernel.money import Rounding, line_amount
from app.kernel.moving import move
from app.kernel.parsing import parse_date
from app.platform.audit import record
from app.platform.settings import value_of
from app.procurement.acceptances.model import Acceptance, AcceptanceLine
from app.procurement.deliveries.model import DeliveryLine
from app.procurement.deliveries.receiving import count_in, plain
from app.records.numbering import take


@dataclass(frozen=True)
class Entry:
    """What was found on a line. `delivery_line` None: accepted straight from the order (a service, no
    delivery).
    """

    order_line: object
    delivery_line: DeliveryLine | None = None
    quantity: Decimal = Decimal(0)
    rejected_quantity: Decimal = Decimal(0)
    reject_reason: str = ""
    disposition: str = ""
    index: int = 0


def accept(order, entries, *, accepted_on, by, delivery=None, posting_on=None, remarks="", version=None):
    """Accept `entries` ([Entry]) of a PurchaseOrder, of a received Delivery when given. Returns the
    Acceptance.

    The supplier is told at once. Raises Rejected for more than was ordered with its tolerance, a closed
    month, a day still to come or before the receipt, or the wrong person; Conflict when `version` (of the
    order) is stale.
    """
    order.hold(version)
    posting_on = posting_on or accepted_on
    _check_person(order, by)
    _check_days(accepted_on, posting_on, delivery)
    entries = [one for one in entries if one.quantity or one.rejected_quantity]
    if not order.under_way or not entries:
        raise Rejected("Enter what is accepted." if order.under_way else "This order is finished already.")
    acceptance = _new(order, delivery, accepted_on, posting_on, by, remarks)
    for number, entry in enumerate(entries, 1):
        _check_entry(entry)
        _count(entry, delivery)
        acceptance.lines.append(_line(acceptance, number, entry, order))
    acceptance.subtotal = sum(line.amount for line in acceptance.lines)
    acceptance.result = _result(acceptance.lines)
    session.add(acceptance)
    _close_inspected(delivery)
    order.stand()
    record("acceptance.confirmed", acceptance, by=by, order=order.number, subtotal=acceptance.subtotal)
    _notify_supplier(acceptance, order)
    publish("acceptance.confirmed", acceptance=acceptance)
    return acceptance


def _check_person(order, by):
    if value_of("procurement.segregation") and by.id is not None and by.id == order.approved_by_id:
        raise Rejected("You approved this order. Somebody else has to accept its goods.")


def _check_days(accepted_on, posting_on, delivery):
    if accepted_on is None or accepted_on > clock.today():
        raise Rejected("The day of the acceptance cannot lie in the future.", field="accepted_on")
    if delivery is not None and delivery.received_on is None:
        raise Rejected("Please register the receipt of this delivery first.")
    if delivery is not None and accepted_on < delivery.received_on:
        raise Rejected("The acceptance cannot be earlier than the receipt.", field="accepted_on")
    check_month_open(posting_on)


def check_month_open(day):
    """Raise Rejected when the books of that day are closed (setting `procurement.closed_until`)."""
    text = value_of("procurement.closed_until")
    closed = parse_date(text, clock.today()) if text else None
    if closed and day <= closed:
        raise Rejected(
            "The books are closed until %(day)s. Please choose a later day.",
            field="accepted_on",
            day=f"{closed:%Y/%m/%d}",
        )


def _check_entry(entry):
    field = f"lines-{entry.index}"
    if min(entry.quantity, entry.rejected_quantity) < 0:
        raise Rejected("Enter a quantity above zero.", field=f"{field}-quantity")
    if entry.rejected_quantity and not entry.reject_reason.strip():
        raise Rejected("Say why part of it is rejected.", field=f"{field}-reject_reason")
    if entry.rejected_quantity and entry.disposition in ("", "concession"):
        raise Rejected("Choose what happens to the rejected goods.", field=f"{field}-disposition")
    if not entry.rejected_quantity and entry.disposition not in ("", "concession"):
        raise Rejected("Enter how much is rejected.", field=f"{field}-rejected_quantity")


def _count(entry, delivery):
    """Move the counters of a held order line; straight from the order it counts as delivered at the same
    time.
    """
    line, whole = entry.order_line, entry.quantity + entry.rejected_quantity
    field = f"lines-{entry.index}-quantity"
    if entry.delivery_line is None:
        count_in(line, whole, field=field)
    else:
        left = entry.delivery_line.quantity - entry.delivery_line.inspected_quantity
        if delivery is None or entry.delivery_line.delivery_id != delivery.id or whole > left:
            raise Rejected(
                "Of line %(line)s only %(quantity)s wait for the inspection.",
                field=field,
                line=line.line_no,
                quantity=plain(left),
            )
        entry.delivery_line.inspected_quantity += whole
    if line.qty_accepted + entry.quantity > line.limit:
        raise Rejected(
            "More than ordered: of line %(line)s at most %(quantity)s can still be accepted.",
            field=field,
            line=line.line_no,
            quantity=plain(max(line.limit - line.qty_accepted, Decimal(0))),
        )
    line.qty_accepted += entry.quantity
    line.qty_rejected += entry.rejected_quantity


def _line(acceptance, number, entry, order):
    line = entry.order_line
    return AcceptanceLine(
        acceptance_id=acceptance.id,
        line_no=number,
        order_line_id=line.id,
        order_line=line,
        delivery_line_id=entry.delivery_line.id if entry.delivery_line else None,
        quantity=entry.quantity,
        rejected_quantity=entry.rejected_quantity,
        reject_reason=entry.reject_reason.strip(),
        disposition=entry.disposition,
        price=line.price,
        amount=_amount(line, order.rounding),
        tax_code=line.tax_code,
        account_code=line.account_code,
        organisation_id=line.organisation_id or order.organisation_id,
        active=True,
    )


def _amount(line, rounding):
    """Yen without tax so that all acceptances of the line add up to the rounded whole: no yen is lost by
    parts.
    """
    so_far = session.scalar(
        select(func.coalesce(func.sum(AcceptanceLine.amount), 0)).where(
            AcceptanceLine.order_line_id == line.id, AcceptanceLine.active
        )
    )
    return line_amount(line.qty_accepted, line.price, Rounding(rounding)) - int(so_far)


def _new(order, delivery, accepted_on, posting_on, by, remarks):
    return Acceptance(
        number=take("acceptance"),
        order_id=order.id,
        order=order,
        delivery_id=delivery.id if delivery else None,
        case_id=order.case_id,
        partner_id=order.partner_id,
        status="accepted",
        version=1,
        accepted_on=accepted_on,
        posting_on=posting_on,
        received_on=delivery.received_on if delivery else accepted_on,
        inspector_id=by.id,
        remarks=remarks.strip(),
        created_at=clock.now(),
    )


def _result(lines):
    if not any(line.quantity for line in lines):
        return "ng"
    return "partial" if any(line.rejected_quantity for line in lines) else "ok"


def _close_inspected(delivery):
    if delivery is not None and all(line.inspected_quantity == line.quantity for line in delivery.lines):
        move(delivery, "closed", allowed=("received",))


def _notify_supplier(acceptance, order):
    body = AcceptanceNotice(
        order_number=order.number,
        accepted_on=acceptance.accepted_on,
        received_on=acceptance.received_on,
        remarks=acceptance.remarks,
        lines=[_told(line, order) for line in acceptance.lines],
    )
    envelope = post(
        Draft(
            order.case_id,
            body,
            acceptance.number,
            document_on=acceptance.accepted_on,
            total=acceptance.subtotal,
        )
    )
    acceptance.envelope_id = envelope.id


def _told(line, order):
    return AcceptedLine(
        acceptance_line_id=line.id,
        order_line_id=line.order_line_id,
        order_number=order.number,
        name=line.order_line.name,
        unit=line.order_line.unit,
        quantity=line.quantity,
        price=line.price,
        amount=line.amount,
        tax_code=line.tax_code,
        rejected_quantity=line.rejected_quantity,
        reject_reason=line.reject_reason,
    )
