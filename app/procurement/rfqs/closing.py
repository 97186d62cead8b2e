"""The end of a request: by the clock, early, cancelled, evaluated, without an award."""

from app.approvals.submitting import abandon
from app.exchange import bodies
from app.exchange.posting import moment
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.kernel.moving import move
from app.platform.audit import record

OPEN = ("sent",)
CANCELLABLE = ("draft", "in_approval", "ready", "sent", "closed", "under_evaluation")
FINAL = ("declined", "responded")


class Closing:
    """Taking no more answers, and what may follow."""

    def close_at_deadline(self):
        """Close when the deadline has really passed; False when it has not, or somebody closed before.

        Rung by a job for every deadline there ever was, so an extension makes the earlier bell say nothing.
        """
        session.refresh(self, with_for_update=True)  # answers that are being filed come first
        if self.status not in OPEN or moment() <= self.deadline:
            return False
        move(self, "closed", allowed=OPEN, closed_at=moment())
        record("rfq.closed", self, responded=self.responded)
        self._tell("rfq.closed", "%(number)s is closed: %(n)s answered.", n=self.responded)
        return True

    @property
    def responded(self):
        """How many suppliers answered at least once."""
        return sum(1 for one in self.invitations if one.response_count)

    @property
    def all_final(self):
        """Whether every supplier has answered the present revision or declined."""
        return all(one.status in FINAL for one in self.invitations)

    def close_early(self, *, by):
        """Close before the deadline; only when everybody answered or declined. Suppliers are told."""
        self.lock()
        if self.status == "sent" and not self.all_final:
            raise Rejected("It can be closed early only when every supplier has answered or declined.")
        move(self, "closed", allowed=OPEN, closed_at=moment())
        self.post_to_interested(bodies.RfqClosure(outcome="closed"))
        record("rfq.closed_early", self, by=by, responded=self.responded)

    def cancel(self, reason, *, by):
        """Give it up at any time before an award; suppliers who were asked are told the reason."""
        if not reason.strip():
            raise Rejected("Enter the reason. The suppliers will read it.", field="reason")
        if self.status == "in_approval":
            abandon(self, by=by)
        self.lock()
        before = self.status
        move(self, "cancelled", allowed=CANCELLABLE, closed_at=moment(), close_reason=reason)
        self.post_to_interested(bodies.RfqClosure(outcome="cancelled", reason=reason))
        record("rfq.cancelled", self, by=by, reason=reason, before=before)
        publish("rfq.cancelled", rfq=self, by=by)

    def evaluate(self, *, by):
        """Begin comparing: from now on the deadline cannot be extended."""
        move(self, "under_evaluation", allowed=("closed",))
        record("rfq.evaluation_started", self, by=by)

    def end_without_award(self, reason, text, *, by):
        """Nobody is chosen. `reason` stays with us, `text` goes to those who answered."""
        if not reason.strip():
            raise Rejected("Enter the reason. It stays inside the company.", field="reason")
        self.lock()
        publish("rfq.ending", rfq=self)  # an award under way refuses here
        move(self, "no_award", allowed=("under_evaluation",), close_reason=reason)
        for invitation in self.invitations:
            invitation.status = "lost" if invitation.response_count else invitation.status
        self.post_to_answering(bodies.AwardNotice(outcome="no_award", text=text))
        record("rfq.ended_without_award", self, by=by, reason=reason)
