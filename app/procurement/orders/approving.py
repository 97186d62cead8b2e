"""What an approval does to an order, and to a change of one."""

from app.kernel.moving import move
from app.platform.audit import record


class Approved:
    """A new order: it may be issued once it is approved."""

    def on_approved(self, by):
        """The last approval was given (or none was needed)."""
        move(self, "approved", allowed=("draft", "in_approval"), approved_by_id=by.id)
        record("purchase_order.approved", self, by=by)

    def on_rejected(self, by):
        """Refused for good."""
        move(self, "cancelled", allowed=("in_approval",))
        record("purchase_order.rejected", self, by=by)

    def on_returned(self, by):
        """Sent back or pulled back: to be worked on again."""
        move(self, "draft", allowed=("in_approval",))
        record("purchase_order.returned", self, by=by)


class ApprovedChange:
    """A new version of an issued order; the version in force stays until this one is issued."""

    def on_approved(self, by):
        """The last approval was given (or none was needed)."""
        move(self, "approved", allowed=("draft", "in_approval"))
        record("purchase_order_revision.approved", self.order, by=by, revision=self.revision)

    def on_rejected(self, by):
        """Refused: the order stays as it was issued."""
        move(self, "dropped", allowed=("in_approval",))
        record("purchase_order_revision.rejected", self.order, by=by, revision=self.revision)

    def on_returned(self, by):
        """Sent back or pulled back: to be worked on again."""
        move(self, "draft", allowed=("in_approval",))
        record("purchase_order_revision.returned", self.order, by=by, revision=self.revision)
