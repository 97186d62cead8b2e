"""The buyer's door for invoices."""

from app.exchange.gates import gate, projection
from app.procurement.invoices import checking, receiving


@gate("invoice", "buyer")
def check_invoice(case, envelope, body):
    """Open accepted lines of this supplier, unaltered, adding up; else Rejected."""
    checking.check_invoice(case, body)


projection("invoice", "buyer")(receiving.file_invoice)
