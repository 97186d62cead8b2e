"""From draft to approved: straight away, or through the approval that the tenant's route asks for."""

from app.approvals.documents import Facts
from app.approvals.queries import needed
from app.approvals.submitting import submit
from app.kernel.errors import Rejected
from app.kernel.moving import move
from app.platform.audit import record
from app.platform.notifications import notify
from app.procurement.orders.contents import Terms, checked, items_of
from app.records.numbering import take


class Approved:
    """A new order: it may be issued once it is approved."""

    @property
    def approval_title(self):
        """What stands in the approver's inbox; an issued order is there for its change."""
        return f"{(self.open_change or self).label} {self.partner_name}"

    @property
    def approval_path(self):
        """Where the approver looks at it."""
        return f"/orders/{self.id}"

    @property
    def approval_content(self):
        """Everything that is approved: the order, or the change that waits beside the order in force."""
        if self.issued_at:
            return self.open_change.content if self.open_change else {"revision": self.revision}
        terms = Terms.model_validate(self).model_dump(mode="json")
        return {
            **terms,
            "partner_id": str(self.partner_id),
            "lines": [item.model_dump(mode="json") for item in items_of(self)],
        }

    def submit(self, *, by, comment=""):
        """Take a number and ask for approval, or be approved at once when no route asks for it. Raises
        Rejected.
        """
        if self.status != "draft":
            raise Rejected("Only a draft can be changed. After issuing, please make a change order.")
        checked(Terms.model_validate(self), items_of(self))
        facts = Facts(document="purchase_order", organisation_id=self.organisation_id, amount=self.subtotal)
        approval = needed(facts)
        self.number = self.number or take("purchase_order")
        move(self, "in_approval" if approval else "approved", allowed=("draft",))
        record("purchase_order.submitted", self, by=by, approval=approval)
        if approval:
            submit(self, facts, by=by, comment=comment)

    def on_approved(self, by):
        """The last approval was given."""
        if self.issued_at:
            self.open_change.on_approved(by)
            return
        move(self, "approved", allowed=("in_approval",), approved_by_id=by.id)
        record("purchase_order.approved", self, by=by)
        self.tell("purchase_order.approved", "%(number)s was approved. You can issue it now.")

    def on_rejected(self, by):
        """Refused: a draft again, to be changed or cancelled."""
        self._back(by, "purchase_order.rejected", "%(number)s was refused. Please look at the comment.")

    def on_returned(self, by):
        """Sent back by an approver or pulled back by its author."""
        self._back(by, "purchase_order.returned", "%(number)s was sent back. Please look at the comment.")

    def _back(self, by, verb, message):
        if self.issued_at:
            self.open_change.back(by, verb.replace(".", ".change_"))
            return
        move(self, "draft", allowed=("in_approval",))
        record(verb, self, by=by)
        self.tell("purchase_order.approved", message)

    def tell(self, kind, message, **values):
        """Tell the buyer in charge."""
        path = f"/orders/{self.id}"
        notify([self.created_by_id], kind, message, path, subject_id=self.id, number=self.label, **values)


class ApprovedChange:
    """A new version of an issued order. The order is what is approved; it hands the decision on to its
    open change.
    """

    @property
    def label(self):
        """The order's number with the revision it will have."""
        return f"{self.order.number}-R{self.revision}"

    @property
    def content(self):
        """Everything that is approved."""
        return {"revision": self.revision, "terms": self.terms, "lines": self.lines, "reason": self.reason}

    def submit(self, *, by, comment=""):
        """Ask for approval when more is spent, or a price is reduced, and a route asks for it; else be
        approved.
        """
        order = self.order
        facts = Facts(
            document="purchase_order",
            organisation_id=order.organisation_id,
            amount=max(self.subtotal, order.subtotal),
            extra={"price_reduced": self.attributable},
        )
        approval = (self.subtotal > order.subtotal or self.attributable) and needed(facts)
        move(self, "in_approval" if approval else "approved", allowed=("draft",))
        record("purchase_order.change_submitted", order, by=by, revision=self.revision, approval=approval)
        if approval:
            submit(order, facts, by=by, comment=comment)

    def on_approved(self, by):
        """The last approval was given."""
        move(self, "approved", allowed=("in_approval",))
        record("purchase_order.change_approved", self.order, by=by, revision=self.revision)
        self.order.tell(
            "purchase_order.approved", "The change of %(number)s was approved. You can issue it now."
        )

    def back(self, by, verb):
        """Refused or sent back: to be worked on again, or dropped; the order stays as it was issued."""
        move(self, "draft", allowed=("in_approval",))
        record(verb, self.order, by=by, revision=self.revision)
        self.order.tell(
            "purchase_order.approved", "The change of %(number)s came back. Please look at the comment."
        )
