"""Returning an invoice (差戻し): the supplier hears why, and its lines can be invoiced again."""

from app.approvals.submitting import abandon
from app.exchange.bodies import InvoiceReturn
from app.exchange.posting import Draft, post
from app.kernel import clock
from app.kernel.errors import Rejected
from app.kernel.moving import move
from app.platform.audit import record
from app.procurement.acceptances import invoicing


class Returned:
    """Possible until it is approved; later a mistake needs a correcting invoice."""

    def send_back(self, reason, *, by):
        """Give it back to the supplier. Raises Rejected without a reason or after its approval."""
        if not reason.strip():
            raise Rejected("Enter the reason.", field="reason")
        if self.status == "in_approval":
            abandon(self, by=by, comment=reason)
        allowed = ("received", "matched", "mismatch", "in_approval")
        move(self, "returned", allowed=allowed, return_reason=reason.strip())
        record("invoice.returned", self, by=by, reason=reason.strip())
        body = InvoiceReturn(invoice_number=self.envelope.number, reason=reason.strip())
        post(Draft(self.case_id, body, self.number, document_on=clock.today()))
        for line in self.lines:
            line.active = False
        invoicing.release(self.id)
