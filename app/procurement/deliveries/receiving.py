"""Receiving (受領): the goods are here, and the law's 60 days begin."""

from decimal import Decimal

from app.kernel import clock
from app.kernel.errors import Conflict, Rejected
from app.kernel.moving import move
from app.platform.audit import record


class Receivable:
    """An announced delivery that arrives, or is refused at the door."""

    def receive(self, quantities, *, received_on, by, lots=None, remarks="", version=None):
        """What arrived of an announced delivery: `{delivery line id: quantity}`; lines left out did not come.

        Raises Rejected beyond the tolerance or for a day that is still to come, Conflict when `version`
        (of the delivery) is not the one that was opened.
        """
        order = self.order.hold()
        self.check_version(version)
        check_day(received_on)
        lots = lots or {}
        arrived = {line: Decimal(quantities.get(line.id) or 0) for line in self.lines}
        if not any(arrived.values()):
            raise Rejected("Enter what arrived, or refuse the delivery.")
        for index, line in enumerate(self.lines):
            count_in(line.order_line, arrived[line], field=f"lines-{index}-quantity")
            line.quantity, line.lot = arrived[line], lots.get(line.id, line.lot)
        move(self, "received", allowed=("announced",), received_on=received_on, received_by_id=by.id)
        self.remarks = remarks or self.remarks
        order.stand()
        record("delivery.received", self, by=by, order=order.number, received_on=received_on)

    def refuse(self, *, reason, by, version=None):
        """Refuse an announced delivery; nothing of it is counted."""
        self.check_version(version)
        if not reason.strip():
            raise Rejected("Enter the reason.", field="reason")
        move(self, "rejected", allowed=("announced",), refusal=reason.strip())
        record("delivery.rejected", self, by=by, reason=reason)

    def correct_receipt(self, received_on, *, reason, by, version=None):
        """Another day of receipt, for a reason that is kept: the last lawful day of payment moves with it."""
        self.check_version(version)
        check_day(received_on)
        if not reason.strip():
            raise Rejected("Enter the reason.", field="reason")
        before = self.received_on
        move(self, self.status, allowed=("received",), received_on=received_on)
        record(
            "delivery.receipt_corrected",
            self,
            by=by,
            reason=reason,
            changes={"received_on": [before, received_on]},
        )

    def check_version(self, version):
        """Raise Conflict when somebody else moved this delivery since the form was opened."""
        if version is not None and int(version) != self.version:
            raise Conflict(
                "Somebody else has just changed this document. Please reload the page and look again."
            )


def check_day(received_on):
    """Raise Rejected for a day of receipt that is still to come."""
    if received_on is None or received_on > clock.today():
        raise Rejected("The day of receipt cannot lie in the future.", field="received_on")


def count_in(order_line, quantity, *, field=None):
    """Count `quantity` as delivered on a held order line. Raises Rejected beyond what is left and the
    tolerance.
    """
    if quantity < 0:
        raise Rejected("Enter a quantity above zero.", field=field)
    if quantity > order_line.receivable:
        raise Rejected(
            "More than ordered: of line %(line)s at most %(quantity)s can still be received. "
            "Please make a change order for more.",
            field=field,
            line=order_line.line_no,
            quantity=plain(order_line.receivable),
        )
    order_line.qty_delivered += quantity


def plain(quantity):
    """A quantity for a sentence: no needless zeros."""
    return f"{Decimal(quantity).normalize():f}"
