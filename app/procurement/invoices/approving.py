"""From matched to approved: straight away, or through the approval that the tenant's route asks for."""

from app.access.users.queries import ids_with_permission
from app.approvals.documents import Facts
from app.approvals.queries import needed
from app.approvals.submitting import submit
from app.exchange.bodies import InvoiceApproval
from app.exchange.posting import Draft, post
from app.kernel import business_days, clock
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.kernel.moving import move
from app.platform.audit import record
from app.platform.notifications import notify


class Approved:
    """Accounting proposes the day of payment; who has to agree is the route's matter."""

    @property
    def approval_title(self):
        """What stands in the approver's inbox."""
        return f"{self.number} {self.partner_name}"

    @property
    def approval_path(self):
        """Where the approver looks at it."""
        return f"/invoices/{self.id}"

    @property
    def approval_content(self):
        """Everything that is approved."""
        return {
            "envelope_id": str(self.envelope_id),
            "total": self.total,
            "pays_on": str(self.pays_on),
            "resolution": self.resolution,
        }

    @property
    def proposed_payment_on(self):
        """The day by our terms, or the last bank day that is still lawful when that comes first."""
        return min(self.terms_due_on, business_days.on_or_before(self.must_pay_by))

    def submit(self, *, by, pays_on, comment=""):
        """Propose to pay on `pays_on` and ask for approval; approved at once when no route asks for it.

        Raises Rejected unless it is matched, or when the day is before the invoice's.
        """
        if pays_on is None or pays_on < self.issued_on:
            raise Rejected("Choose a day of payment after the date of the invoice.", field="pays_on")
        facts = Facts(
            document="invoice",
            organisation_id=self.organisation_id,
            amount=self.subtotal,
            extra={"differences_accepted": bool(self.resolution)},
        )
        approval = needed(facts)
        move(self, "in_approval", allowed=("matched",), pays_on=pays_on)
        record("invoice.submitted", self, by=by, pays_on=pays_on, approval=approval)
        if approval:
            submit(self, facts, by=by, comment=comment)
        else:
            self.on_approved(by)

    def on_approved(self, by):
        """The last approval was given: the supplier hears the day of payment."""
        moved = {"approved_at": clock.now(), "approved_by_id": by.id}
        move(self, "approved", allowed=("in_approval",), **moved)
        record("invoice.approved", self, by=by, pays_on=self.pays_on)
        body = InvoiceApproval(invoice_number=self.envelope.number, pays_on=self.pays_on)
        post(Draft(self.case_id, body, self.number, document_on=clock.today()))
        publish("invoice.approved", invoice=self)
        self._tell("invoice.approved", "The invoice %(number)s of %(supplier)s was approved.")

    def on_rejected(self, by):
        """Refused: accounting decides whether it goes back to the supplier."""
        self._back(by, "invoice.rejected", "The invoice %(number)s of %(supplier)s was refused in approval.")

    def on_returned(self, by):
        """Sent back by an approver or pulled back."""
        self._back(by, "invoice.sent_back", "The invoice %(number)s of %(supplier)s was sent back.")

    def _back(self, by, verb, message):
        move(self, "matched", allowed=("in_approval",))
        record(verb, self, by=by)
        self._tell("invoice.returned", message)

    def _tell(self, kind, message, **values):
        """Tell those who check invoices."""
        notify(
            ids_with_permission("procurement.invoice.check"),
            kind,
            message,
            f"/invoices/{self.id}",
            subject_id=self.id,
            number=self.number,
            supplier=self.partner_name,
            **values,
        )
