"""What the books hear: acceptances, their cancellation, approved invoices."""

from app.kernel.events import subscribe
from app.procurement.journals import operations


@subscribe("acceptance.confirmed")
def book(acceptance):
    """Accrue what was accepted."""
    operations.book_acceptance(acceptance)


@subscribe("acceptance.cancelled")
def reverse(acceptance):
    """Undo the accrual."""
    operations.reverse_acceptance(acceptance)


@subscribe("invoice.approved")
def adjust(invoice):
    """Bring the accrued tax to the document's."""
    operations.adjust_to_invoice(invoice)
