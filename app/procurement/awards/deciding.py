"""What the approval does to an award, and what follows in the same transaction."""

from app.kernel import clock
from app.kernel.events import publish
from app.kernel.moving import move
from app.platform.audit import record
from app.platform.notifications import notify


class Decided:
    """The award as a document that is approved (app.approvals)."""

    @property
    def label(self):
        """The request's number: an award has none of its own."""
        return self.rfq.label

    @property
    def approval_title(self):
        """What stands in the approver's inbox."""
        return f"{self.rfq.label} {self.rfq.subject}"

    @property
    def approval_path(self):
        """Where the approver sees matrix, sums and reason."""
        return f"/rfqs/{self.rfq_id}/award"

    @property
    def approval_content(self):
        """Everything that is approved."""
        lines = [(one.quote_line_id, one.quantity, one.price, one.amount) for one in self.lines]
        return {"rfq": self.rfq_id, "mode": self.mode, "reason": self.reason, "lines": lines}

    @property
    def partner_ids(self):
        """The chosen suppliers, in the order of the lines."""
        return list(dict.fromkeys(line.partner_id for line in self.lines))

    def on_approved(self, by):
        """It is decided: the request is awarded, letters are drafted, orders are prepared by who listens."""
        move(self, "approved", allowed=("in_approval",), approved_at=clock.now())
        move(self.rfq, "awarded", allowed=("under_evaluation",))
        winners = set(self.partner_ids)
        for invitation in self.rfq.invitations:
            if invitation.partner_id in winners:
                invitation.status = "awarded"
            elif invitation.response_count and invitation.status != "declined":
                invitation.status = "lost"
        self.draft_letters()
        record("award.approved", self.rfq, by=by, award_id=self.id, total=self.total)
        publish("award.approved", award=self)
        self._tell("The choice of supplier for %(number)s was approved. You can send the letters now.")

    def on_rejected(self, by):
        """Refused: another choice may be proposed."""
        move(self, "rejected", allowed=("in_approval",))
        record("award.rejected", self.rfq, by=by, award_id=self.id)
        self._tell("The choice of supplier for %(number)s was refused. Please look at the comment.")

    def on_returned(self, by):
        """Sent back or pulled back: the next proposal takes its place."""
        move(self, "returned", allowed=("in_approval",))
        record("award.returned", self.rfq, by=by, award_id=self.id)
        self._tell("The choice of supplier for %(number)s was sent back. Please look at the comment.")

    def _tell(self, message):
        people = [self.proposed_by_id, self.rfq.requester_id]
        path = self.approval_path
        notify(people, "award.decided", message, path, subject_id=self.rfq_id, number=self.rfq.label)
