"""Change orders (変更注文): a new version waits beside the one in force until it is issued."""

import datetime as dt

from app.approvals.submitting import abandon
from app.exchange.posting import moment
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.moving import move
from app.platform.audit import record
from app.procurement.orders.contents import Item, Terms, checked, items_of, taxed

OPEN = ("draft", "in_approval", "approved")
AFTER_THE_FACT = ("toriteki", "both")


class Changed:
    """An issued order that can be changed in what has not arrived yet."""

    @property
    def open_change(self):
        """The version that waits, or None."""
        return next((one for one in self.revisions if one.status in OPEN), None)

    def propose(self, terms, items, *, reason, by, attributable=False, answer=None, version=None):
        """A new version with `terms` (Terms) and `items` ([Item]), to be submitted. Returns the revision,
        a draft.

        `attributable`: a lower price is the supplier's own doing (needed in the law's scope). `answer`:
        the change request that it grants. An open draft of a change is rewritten. Raises Rejected.
        """
        self.hold(version)
        self.check_changeable()
        if not reason.strip():
            raise Rejected("Enter the reason for the change.", field="reason")
        checked(terms, items)
        attributable = _check_lines(self, items, attributable)
        revision = self.open_change or self._new_version(by)
        if revision.status != "draft":
            raise Rejected("A change of this order is already under way.")
        whole = taxed(_remaining(self, items), self.ordered_on, self.rounding)
        revision.reason, revision.attributable = reason.strip(), attributable
        revision.answer_id = answer.id if answer else revision.answer_id
        revision.terms = terms.model_dump(mode="json")
        revision.lines = [item.model_dump(mode="json") for item in items]
        revision.subtotal, revision.total = whole.taxable, whole.total
        record("purchase_order.change_drafted", self, by=by, revision=revision.revision, reason=reason)
        session.flush()  # one change at a time: the index speaks here
        return revision

    def check_changeable(self):
        """Raise Rejected unless something of the order is still to come."""
        if not self.under_way or self.status == "delivered":
            raise Rejected("Nothing of this order is left that could be changed.")

    def _new_version(self, by):
        from app.procurement.orders.model import PurchaseOrderRevision  # noqa: PLC0415 -- circular: it is made of this

        version = PurchaseOrderRevision(
            revision=self.revision + 1, status="draft", version=1, created_by_id=by.id, created_at=clock.now()
        )
        self.revisions.append(version)
        return version


class Version:
    """What is done with a version that waits."""

    @property
    def items(self):
        """Its lines ([Item])."""
        return [Item.model_validate(line) for line in self.lines]

    def issue(self, *, by):
        """Put the approved version in force and send it. Returns the envelope."""
        order = self.order
        order.hold()
        order.check_changeable()
        _check_lines(order, self.items, self.attributable)
        move(self, "issued", allowed=("approved",), issued_at=moment())
        order.revision = self.revision
        order.lay(Terms.model_validate(self.terms), self.items)
        order.acknowledged_at, order.acknowledged_by = None, ""
        for answer in order.answers:
            if answer.outcome == "open":
                answer.outcome, answer.settled_at = "granted", clock.now()
        envelope = order.post_version(by=by, reason=self.reason)
        self.envelope_id = envelope.id
        record("purchase_order.changed", order, by=by, revision=self.revision, reason=self.reason)
        order.stand()
        return envelope

    def drop(self, *, by):
        """Give the change up; the order stays as it was issued."""
        move(self, "dropped", allowed=("draft", "approved"))
        abandon(self.order, by=by)
        record("purchase_order.change_dropped", self.order, by=by, revision=self.revision)


def _check_lines(order, items, attributable):
    """Raise Rejected where a change touches what has arrived, or lowers a price that the law protects.

    Returns whether a price goes down for the supplier's own doing.
    """
    known, reduced = {line.id: line for line in order.lines}, False
    for number, item in enumerate(items):
        line = known.get(item.id)
        if line is None:
            continue
        if item.quantity < line.kept:
            raise Rejected(
                "%(quantity)s of this line have arrived already; the quantity cannot be less.",
                field=f"lines-{number}-quantity",
                quantity=f"{line.kept.normalize():f}",
            )
        if line.kept and (item.price, item.tax_code) != (line.price, line.tax_code):
            raise Rejected(
                "Part of this line has arrived; its price and tax stay. Add a line for the rest.",
                field=f"lines-{number}-price",
            )
        reduced = reduced or item.price < line.price
    if reduced and order.law_scope in AFTER_THE_FACT and not attributable:
        raise Rejected(
            "The law forbids lowering a price after the order. Tick the box if the supplier is the cause.",
            field="attributable",
        )
    return reduced and attributable


def _remaining(order, items):
    """The lines as they will be: what is left out keeps what has arrived."""
    named = {item.id for item in items}
    gone = [line for line in order.lines if line.id not in named and line.kept]
    return [*items, *(Item.model_validate(line).model_copy(update={"quantity": line.kept}) for line in gone)]


def wished(order, answer):
    """The lines of an order with what the supplier wishes for (a SupplierAnswer): `[Item]`."""
    wishes = {one["line_id"]: one for one in answer.changes}
    items = []
    for item in items_of(order):
        wish = wishes.get(str(item.id), {})
        update = {name: value for name in ("price", "quantity") if (value := wish.get(name)) is not None}
        if wish.get("delivery_on"):
            update["delivery_on"] = dt.date.fromisoformat(wish["delivery_on"])
        items.append(Item.model_validate({**item.model_dump(), **update}))
    return items
