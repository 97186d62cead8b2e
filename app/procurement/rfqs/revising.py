"""Changing a request that suppliers already have: a new revision that asks everybody again."""

from app.exchange.posting import moment
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.kernel.moving import move
from app.platform.audit import changes_of, record
from app.procurement.rfqs.drafting import HEAD


class Revised:
    """版. Earlier answers stay as they are, marked as answers to the earlier revision."""

    def revise(self, head, lines, reason, *, by, version=None):
        """Write head and lines anew, count the revision up and post it to every supplier who did not decline.

        Arguments as in `change`. Once somebody answered, the deadline may only move later. Raises Rejected.
        """
        self._check_revision(head, reason, version)
        move(self, "sent", allowed=("sent",), revision=self.revision + 1)
        before = self.deadline
        self._write_head(head)
        changes = changes_of(self, only=HEAD)
        self._write_lines(lines, dropped_in=self.revision)
        self.revisions.append(self._revision(reason, by))
        session.flush()  # the body is read from the rows
        for invitation in self.invitations:
            if invitation.status == "responded":
                invitation.status = "sent"
        publish("rfq.revised", rfq=self)
        self.post_to_interested(self.envelope_body(reason))
        if self.deadline != before:
            self._ring_at_deadline()
        record("rfq.revised", self, by=by, reason=reason, revision=self.revision, changes=changes)

    def _check_revision(self, head, reason, version):
        if not reason.strip():
            raise Rejected("Enter what changes and why. The suppliers will read it.", field="reason")
        self.lock()
        self.check_version(version)
        deadline = head.get("deadline", self.deadline)
        if deadline <= moment():
            raise Rejected("The deadline must lie in the future.", field="deadline")
        if deadline < self.deadline and self.responded:
            raise Rejected(
                "A supplier has answered already, so the deadline can only be moved later.", field="deadline"
            )

    def _revision(self, reason, by):
        from app.procurement.rfqs.model import RfqRevision  # noqa: PLC0415 -- circular: the model is made of this

        return RfqRevision(
            revision=self.revision,
            reason=reason,
            deadline=self.deadline,
            revised_by_id=by.id,
            revised_by_name=by.name,
            revised_at=clock.now(),
        )
