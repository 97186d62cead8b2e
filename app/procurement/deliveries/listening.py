"""What deliveries hear: the supplier's notes, and that an order was taken back."""

from app.exchange.gates import gate, projection
from app.kernel import context
from app.kernel.events import subscribe
from app.procurement.deliveries.operations import check_note, file_note
from app.procurement.deliveries.queries import deliveries_of
from app.procurement.orders.queries import order_of_case


@gate("delivery_note", "buyer")
def check_delivery_note(case, envelope, body):
    """Refuse goods that nobody ordered, or more of them."""
    check_note(order_of_case(case.id, body.order_number), body)


@projection("delivery_note", "buyer")
def file_delivery_note(case, envelope, body):
    """Note that the goods are on their way."""
    file_note(order_of_case(case.id, body.order_number), case, envelope, body)


@subscribe("purchase_order.cancelled")
def refuse_announced(order, reason):
    """What was announced for a cancelled order is not taken in any more."""
    for delivery in deliveries_of(order):
        if delivery.status == "announced":
            delivery.refuse(reason=reason, by=context.actor())
