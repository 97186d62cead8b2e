"""How far an order has come: one place counts, one function derives the header's state from the lines."""

from decimal import Decimal

from sqlalchemy import select

from app.exchange.posting import locked
from app.kernel.db import session
from app.kernel.errors import Conflict

NONE = Decimal(0)
UNDER_WAY = (
    "issued",
    "acknowledged",
    "change_requested",
    "partially_delivered",
    "delivered",
    "partially_accepted",
)
"""An issued order to which something may still be delivered or accepted."""
IN_FORCE = (*UNDER_WAY, "accepted", "invoiced", "closed")
"""The supplier has it, and it was not cancelled."""


class LineStanding:
    """What is still to come, to inspect and to invoice of an order line.

    Everything accepted or rejected has been delivered first: accepting a service counts as its delivery. So
    accepted + rejected ≤ delivered, and delivered − rejected ≤ ordered + tolerance.
    """

    @property
    def kept(self):
        """What arrived and was not rejected: rejected goods are to be delivered again."""
        return self.qty_delivered - self.qty_rejected

    @property
    def outstanding(self):
        """What is still to come of the ordered quantity."""
        return max(NONE, self.quantity - self.qty_shortclosed - self.kept)

    @property
    def limit(self):
        """The most that may be taken of the line: ordered, with the tolerance, without what was given up."""
        return self.quantity * (1 + Decimal(self.over_tolerance_percent) / 100) - self.qty_shortclosed

    @property
    def receivable(self):
        """How much may still be delivered, the tolerance included."""
        return max(NONE, self.limit - self.kept)

    @property
    def waiting(self):
        """What arrived and nobody has inspected yet."""
        return self.qty_delivered - self.qty_accepted - self.qty_rejected

    @property
    def settled(self):
        """Nothing more to come and nothing left to inspect."""
        return self.outstanding == 0 and self.waiting == 0


class Standing:
    """The header's state, derived."""

    @property
    def in_force(self):
        """The supplier has it, and it was not cancelled."""
        return self.status in IN_FORCE

    @property
    def under_way(self):
        """Something may still be delivered or accepted."""
        return self.status in UNDER_WAY

    @property
    def open_answer(self):
        """The supplier's change request that waits for us, or None."""
        return next((one for one in self.answers if one.outcome == "open"), None)

    def hold(self, version=None, *, chain=True):
        """Lock the order with its lines for this transaction. Raises Conflict when `version` is no longer
        its version.

        Whoever counts deliveries, acceptances or invoices of an order holds it first, so that two people
        at once wait for each other; the version of the form they saw makes the second press of a button a
        Conflict. The case's chain is locked before the order, as an envelope of the supplier does it, so
        that the two never deadlock; `chain=False` for whoever holds a chain already and takes several
        orders, in the order of their ids.
        """
        session.flush()
        if chain and self.case_id:
            locked(self.case_id)
        session.refresh(self, with_for_update=True)
        session.refresh(self, ["lines", "answers", "revisions"])
        if self.lines:
            fresh = select(type(self.lines[0])).where(type(self.lines[0]).order_id == self.id)
            session.scalars(fresh.execution_options(populate_existing=True)).all()
        if version is not None and int(version) != self.version:
            raise Conflict(
                "Somebody else has just changed this document. Please reload the page and look again."
            )
        return self

    def stand(self):
        """Derive state and next due date from the lines; count the version up. Call it while holding the
        order.
        """
        self.status = _state(self)
        open_days = [line.delivery_on for line in self.lines if line.outstanding and line.delivery_on]
        self.due_on = min(open_days, default=None) if self.status in UNDER_WAY else None
        self.version += 1
        session.flush()  # the next one to hold the order reads what we counted


def _state(order):
    if order.issued_at is None or order.status == "cancelled":
        return order.status
    lines = order.lines
    accepted = any(line.qty_accepted for line in lines)
    if all(line.settled for line in lines):
        return _finished(lines, accepted)
    if accepted:
        return "partially_accepted"
    if not any(line.outstanding for line in lines):
        return "delivered"
    if any(line.kept for line in lines):
        return "partially_delivered"
    if order.open_answer:
        return "change_requested"
    return "acknowledged" if order.acknowledged_at else "issued"


def _finished(lines, accepted):
    if not accepted:
        return "closed"
    return "invoiced" if all(line.qty_invoiced == line.qty_accepted for line in lines) else "accepted"
