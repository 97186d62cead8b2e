"""From draft to ready: straight away, or through the approval that the tenant's route asks for."""

from app.approvals.documents import Facts
from app.approvals.queries import needed
from app.approvals.submitting import submit
from app.kernel.moving import move
from app.platform.audit import record
from app.platform.notifications import notify
from app.procurement.rfqs.drafting import HEAD, LINE
from app.records.numbering import take


class Submitted:
    """A request that somebody may have to approve before suppliers see it."""

    @property
    def approval_title(self):
        """What stands in the approver's inbox."""
        return f"{self.label} {self.subject}"

    @property
    def approval_path(self):
        """Where the approver looks at it."""
        return f"/rfqs/{self.id}"

    @property
    def approval_content(self):
        """Everything that is approved: head, lines, suppliers and files."""
        return {
            **{name: getattr(self, name) for name in HEAD},
            "lines": [{name: getattr(line, name) for name in LINE} for line in self.lines],
            "suppliers": [one.partner_id for one in self.invitations],
            "files": [file.sha256 for file in self.files()],
        }

    def approval_facts(self):
        """What the route is chosen by: yen without tax of all target prices."""
        return Facts(
            document="rfq",
            organisation_id=self.organisation_id,
            amount=self.target_amount,
            category=self.category_id,
        )

    def submit(self, *, by, comment=""):
        """Take a number and ask for approval, or be ready at once when there is no route. Raises Rejected."""
        self.check_complete()
        facts = self.approval_facts()
        approval = needed(facts)
        if self.status == "draft" and not self.number:
            self.number = take("rfq")
        move(self, "in_approval" if approval else "ready", allowed=("draft",))
        record("rfq.submitted", self, by=by, approval=approval)
        if approval:
            submit(self, facts, by=by, comment=comment)

    def on_approved(self, by):
        """The last approver agreed."""
        move(self, "ready", allowed=("in_approval",))
        record("rfq.approved", self, by=by)
        self._tell("rfq.approved", "%(number)s was approved. You can send it now.")

    def on_rejected(self, by):
        """An approver refused: it is a draft again, to be changed or cancelled."""
        self._back(by, "rfq.rejected", "%(number)s was refused. Please look at the comment.")

    def on_returned(self, by):
        """Sent back by an approver or pulled back by its author."""
        self._back(by, "rfq.returned", "%(number)s was sent back. Please look at the comment.")

    def _back(self, by, verb, message):
        move(self, "draft", allowed=("in_approval",))
        record(verb, self, by=by)
        self._tell("rfq.approved", message)

    def _tell(self, kind, message, **values):
        path = f"/rfqs/{self.id}"
        notify([self.requester_id], kind, message, path, subject_id=self.id, number=self.label, **values)
