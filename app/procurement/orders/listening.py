"""What orders hear: an approved choice of supplier, and the supplier's answers."""

from app.exchange.gates import gate, projection
from app.kernel import context
from app.kernel.events import subscribe
from app.procurement.orders.operations import orders_from_award
from app.procurement.orders.queries import order_of_case


@subscribe("award.approved")
def draft_orders(award):
    """One draft for each supplier that was chosen."""
    orders_from_award(award, by=context.actor())


@gate("acknowledgement", "buyer")
def check_acknowledgement(case, envelope, body):
    """Refuse an answer to an order that is not this supplier's, or not in force."""
    order_of_case(case.id, body.order_number).check_answer(body)


@projection("acknowledgement", "buyer")
def file_acknowledgement(case, envelope, body):
    """Note the answer on the order."""
    order_of_case(case.id, body.order_number).take_answer(envelope, body)
