"""The supplier's door for requests and what follows from them."""

from app.exchange.gates import gate, projection
from app.supply.requests import receiving


@gate("rfq", "supplier")
def check_request(case, envelope, body):
    """A first version, or a later one of the same request."""
    receiving.check_version(case, envelope)


@gate("deadline_extension", "supplier")
@gate("rfq_closure", "supplier")
@gate("award_notice", "supplier")
def check_known(case, envelope, body):
    """Something was asked in this case."""
    receiving.known(case)


projection("rfq", "supplier")(receiving.file_request)
projection("deadline_extension", "supplier")(receiving.file_extension)
projection("rfq_closure", "supplier")(receiving.file_closure)
projection("award_notice", "supplier")(receiving.file_award)
