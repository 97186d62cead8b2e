"""The supplier's door for orders."""

from app.exchange.gates import gate, projection
from app.supply.orders import receiving


@gate("order", "supplier")
def check_order(case, envelope, body):
    """A new order, or a later version of one in force."""
    receiving.check_version(case, envelope)


@gate("order_cancellation", "supplier")
@gate("change_refusal", "supplier")
def check_known(case, envelope, body):
    """We have this order, and it was not cancelled before."""
    receiving.known(case, body.order_number)


projection("order", "supplier")(receiving.file_order)
projection("order_cancellation", "supplier")(receiving.file_cancellation)
projection("change_refusal", "supplier")(receiving.file_refusal)
