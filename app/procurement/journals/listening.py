"""What the books hear: acceptances, their cancellation, approved invoices."""

from sqlalchemy import select

from app.kernel import context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform.storage.reaching import readable
from app.procurement.journals import exporting, operations
from app.procurement.journals.model import JournalExport


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


@subscribe("job.failed")
def free_vouchers(job):
    """A batch whose file could not be written gives its vouchers back."""
    if job.name == exporting.WRITE:
        export = session.scalars(
            select(JournalExport).where(JournalExport.id == job.subject_id)
        ).one_or_none()
        if export is not None and export.status == "pending":
            exporting.give_up(export, job.error or "")


@readable("journal_exports")
def may_read(file):
    """The file of a batch is for those who see journals."""
    return context.actor().may("procurement.journal.view")
