"""Deliveries come to be by the supplier's note, or by what stands at the door."""

from decimal import Decimal

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.procurement.deliveries.model import Delivery, DeliveryLine
from app.procurement.deliveries.queries import announced_quantities
from app.procurement.deliveries.receiving import check_day, count_in, plain
from app.records.numbering import take


def receive(order, quantities, *, received_on, by, version=None, lots=None, supplier_number="", remarks=""):
    """Register goods of a PurchaseOrder that nobody announced: `{order line id: quantity}`. Returns the
    Delivery.

    Raises Rejected beyond the tolerance, Conflict when `version` (of the order) is not the one that was
    opened.
    """
    order.hold(version)
    check_open(order)
    check_day(received_on)
    lots = lots or {}
    arrived = [(i, line, Decimal(quantities.get(line.id) or 0)) for i, line in enumerate(order.lines)]
    if not any(quantity for _i, _line, quantity in arrived):
        raise Rejected("Enter what arrived.")
    delivery = _new(order, "received", by, supplier_number=supplier_number, remarks=remarks)
    delivery.received_on, delivery.received_by_id = received_on, by.id
    for index, line, quantity in arrived:
        count_in(line, quantity, field=f"lines-{index}-quantity")
        if quantity:
            delivery.lines.append(_line(delivery, line, quantity=quantity, lot=lots.get(line.id, "")))
    session.add(delivery)
    order.stand()
    record("delivery.received", delivery, by=by, order=order.number, received_on=received_on)
    return delivery


def check_note(order, body):
    """The gate of a supplier's DeliveryNote: raise Rejected unless these goods may come. The order is
    held.
    """
    order.hold()
    check_open(order)
    known, already = {line.id: line for line in order.lines}, announced_quantities(order)
    if len({one.line_id for one in body.lines}) != len(body.lines):
        raise Rejected("The same line stands twice in this delivery.")
    for one in body.lines:
        line = known.get(one.line_id)
        if line is None:
            raise Rejected("A line of this delivery is not part of the order.")
        if one.quantity <= 0:
            raise Rejected("Enter a quantity above zero.")
        left = line.receivable - already.get(line.id, 0)
        if one.quantity > left:
            raise Rejected(
                "More than ordered: of line %(line)s at most %(quantity)s can still be announced.",
                line=line.line_no,
                quantity=plain(max(left, Decimal(0))),
            )


def file_note(order, case, envelope, body):
    """The projection of a supplier's DeliveryNote: a delivery on its way. The buyer in charge is told."""
    delivery = _new(
        order,
        "announced",
        None,
        supplier_number=body.supplier_number or envelope.number,
        remarks=body.remarks,
    )
    delivery.envelope_id, delivery.case_id = envelope.id, case.id
    delivery.shipped_on, delivery.arrives_on = body.shipped_on, body.arrives_on
    delivery.carrier, delivery.tracking = body.carrier, body.tracking
    known = {line.id: line for line in order.lines}
    for one in sorted(body.lines, key=lambda one: known[one.line_id].line_no):
        line = _line(delivery, known[one.line_id], announced_quantity=one.quantity, lot=one.lot)
        line.remarks = one.remarks
        delivery.lines.append(line)
    session.add(delivery)
    record("delivery.announced", delivery, order=order.number)
    order.tell(
        "delivery.announced",
        "%(supplier)s has announced a delivery for %(number)s.",
        supplier=order.partner_name,
    )
    return delivery


def check_open(order):
    """Raise Rejected unless something of the order may still arrive."""
    if not order.under_way:
        raise Rejected("Nothing more can be delivered for this order.")


def _new(order, status, by, **facts):
    return Delivery(
        number=take("delivery"),
        order_id=order.id,
        order=order,
        case_id=order.case_id,
        status=status,
        version=1,
        created_by_id=by.id if by else None,
        created_at=clock.now(),
        **facts,
    )


def _line(delivery, order_line, **facts):
    facts = {"quantity": 0, "announced_quantity": 0, "inspected_quantity": 0, **facts}
    return DeliveryLine(
        delivery_id=delivery.id,
        order_line_id=order_line.id,
        order_line=order_line,
        line_no=order_line.line_no,
        **facts,
    )
