"""What a buyer's envelope does to our list of orders. All of it runs acting for us, in the buyer's transaction."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.supply.orders.model import ReceivedOrder, ReceivedOrderLine
from app.supply.permissions import VIEW_ORDERS
from app.supply.telling import tell

LINE = "line_no name spec quantity unit price amount tax_code delivery_on".split()


def order_of(case, number):
    """The order with that number of the buyer, locked, or None."""
    return session.scalars(
        select(ReceivedOrder)
        .where(ReceivedOrder.buyer_id == case.counterpart_tenant_id, ReceivedOrder.number == number)
        .with_for_update()
    ).one_or_none()


def known(case, number):
    """The order with that number; Rejected when it was not sent, Rejected when it was cancelled."""
    found = order_of(case, number)
    if found is None or found.case_id != case.id:
        raise Rejected("The supplier has no order %(number)s.", number=number)
    if found.state == "cancelled":
        raise Rejected("The order %(number)s was cancelled.", number=number)
    return found


def check_version(case, envelope):
    """Raise Rejected unless `envelope` is a new order or a later version of one that is in force."""
    before = order_of(case, envelope.number)
    if before is None:
        return
    if envelope.revision <= known(case, envelope.number).revision:
        raise Rejected("The supplier has this version of the order already.")


def file_order(case, envelope, body):
    """A new order, or a version that replaces the one in force; it asks to be acknowledged (again)."""
    order = order_of(case, envelope.number)
    message = "%(buyer)s changed the order %(number)s (%(subject)s). Please confirm it."
    if order is None:
        order = ReceivedOrder(
            case_id=case.id,
            buyer_id=case.counterpart_tenant_id,
            buyer_name=case.counterpart_name,
            number=envelope.number,
            received_at=envelope.sent_at,
        )
        session.add(order)
        message = "%(buyer)s ordered: %(number)s (%(subject)s). Please confirm the order."
    _write(order, envelope, body)
    _tell(order, message=message)


def _write(order, envelope, body):
    order.envelope_id, order.revision = envelope.id, envelope.revision
    for name in "rfq_number subject ordered_on acknowledge_by payment_on subtotal total".split():
        setattr(order, name, getattr(body, name))
    order.due_on = min((line.delivery_on for line in body.lines if line.delivery_on), default=None)
    order.state, order.answered_at, order.refusal = "issued", None, ""
    rows = {line.line_id: line for line in order.lines}
    for line in body.lines:
        row = rows.pop(line.line_id, None)
        if row is None:
            row = ReceivedOrderLine(line_id=line.line_id)
            order.lines.append(row)
        for name in LINE:
            setattr(row, name, getattr(line, name))
    for left_out in rows.values():
        left_out.quantity, left_out.amount = 0, 0


def file_cancellation(case, envelope, body):
    """The order is off."""
    order = known(case, body.order_number)
    order.state, order.cancel_reason = "cancelled", body.reason
    _tell(order, message="%(buyer)s cancelled the order %(number)s (%(subject)s).")


def file_refusal(case, envelope, body):
    """The buyer insists on the order as issued: it waits for our confirmation again."""
    order = known(case, body.order_number)
    order.state, order.refusal = "issued", body.reason
    _tell(
        order,
        message="%(buyer)s keeps the order %(number)s (%(subject)s) as it was issued. Please confirm it.",
    )


def _tell(order, *, message):
    tell(
        VIEW_ORDERS,
        "order",
        f"/portal/orders/{order.id}",
        message=message,
        subject_id=order.id,
        buyer=order.buyer_name,
        number=order.number,
        subject=order.subject,
    )
