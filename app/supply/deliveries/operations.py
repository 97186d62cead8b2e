"""Announcing what is shipped."""

from app.exchange.answering.once import first_time
from app.exchange.answering.ordering import delivery_body
from app.exchange.posting import Draft, post
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.numbering import take
from app.supply.deliveries.model import AnnouncedDelivery


def announce(order, quantities, *, token="", **head):
    """Send a delivery note (see `answering.ordering.delivery_body`). Returns it, None for a second click.

    The buyer's gate refuses more than ordered beyond its tolerance. Raises Rejected.
    """
    if not first_time(order.case_id, token):
        return None
    session.refresh(order, with_for_update=True)
    if order.state == "cancelled":
        raise Rejected("This order was cancelled.")
    body = delivery_body(order.number, quantities, **head)
    number = body.supplier_number or take("delivery_note")
    envelope = post(Draft(order.case_id, body, number, document_on=body.shipped_on))
    delivery = AnnouncedDelivery(
        order_id=order.id,
        envelope_id=envelope.id,
        number=number,
        shipped_on=body.shipped_on,
        sent_at=envelope.sent_at,
    )
    session.add(delivery)
    shipped = {line.line_id: line.quantity for line in body.lines}
    for line in order.lines:
        line.announced += shipped.get(line.line_id, 0)
    return delivery
