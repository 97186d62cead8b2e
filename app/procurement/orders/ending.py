"""How an order ends before its time: cancelled as a whole, or the rest of it given up (強制完了)."""

from app.approvals.submitting import abandon
from app.exchange.bodies import ChatLine, OrderCancellation
from app.exchange.posting import Draft, post
from app.kernel import clock
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.kernel.i18n import _
from app.kernel.moving import move
from app.platform.audit import record
from app.platform.documents import in_japanese

BEFORE = ("draft", "approved")


class Ended:
    """An order that can be taken back while nothing of it was accepted."""

    @property
    def cancellable(self):
        """Nothing has arrived that was not sent back, and nobody is approving it."""
        return self.status in BEFORE or (self.under_way and not any(line.kept for line in self.lines))

    def cancel(self, *, reason, by, version=None):
        """Take the order back; the supplier is told when it has it. Raises Rejected for what has arrived."""
        self.hold(version)
        if not reason.strip():
            raise Rejected("Enter the reason.", field="reason")
        if any(line.kept for line in self.lines):
            raise Rejected("Part of this order has arrived. What was delivered cannot be cancelled.")
        if self.open_change and self.open_change.status == "in_approval":
            raise Rejected("A change of this order is being approved. Please pull it back first.")
        allowed = [self.status] if self.cancellable else []
        sent = self.issued_at is not None
        move(
            self,
            "cancelled",
            allowed=allowed,
            cancelled_at=clock.now(),
            cancel_reason=reason.strip(),
            due_on=None,
        )
        record("purchase_order.cancelled", self, by=by, reason=reason)
        if self.open_change:
            self.open_change.drop(by=by)
        abandon(self, by=by, comment=reason)
        publish("purchase_order.cancelled", order=self, reason=reason)
        if sent:
            body = OrderCancellation(order_number=self.number, reason=reason.strip())
            post(Draft(self.case_id, body, self.number, revision=self.revision))

    def short_close(self, lines, *, reason, by, version=None):
        """Give up what has not arrived of these `lines` (PurchaseOrderLine). The supplier reads it in the
        case.
        """
        self.hold(version)
        if not reason.strip():
            raise Rejected("Enter the reason.", field="reason")
        if not self.under_way or self.open_change:
            raise Rejected("This order cannot be closed early now.")
        given_up = [(line, line.outstanding) for line in lines if line.outstanding]
        if not given_up:
            raise Rejected("Nothing of these lines is left to come.")
        for line, quantity in given_up:
            line.qty_shortclosed += quantity
            line.shortclose_reason = reason.strip()
        self.stand()
        closed = {line.line_no: quantity for line, quantity in given_up}
        record("purchase_order.short_closed", self, by=by, reason=reason, lines=closed)
        post(Draft(self.case_id, ChatLine(text=_words(self, closed, reason)), self.number))


def _words(order, closed, reason):
    with in_japanese():
        lines = ", ".join(f"No.{number} × {quantity.normalize():f}" for number, quantity in closed.items())
        return _(
            "We close order %(number)s early. The rest is not needed any more: %(lines)s. Reason: %(reason)s",
            number=order.number,
            lines=lines,
            reason=reason,
        )
