"""Where a case stands, folded from its envelopes alone: all that a guest can see, and nothing else."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from app.kernel.clock import now


@dataclass
class OrderLine:
    """A line of an order with what is still to be shipped."""

    line_id: object
    line_no: int
    name: str
    unit: str
    quantity: Decimal
    announced: Decimal = Decimal(0)
    rejected: Decimal = Decimal(0)

    @property
    def to_announce(self):
        """How much is still to be shipped."""
        return max(self.quantity - self.announced + self.rejected, Decimal(0))


@dataclass
class OrderStanding:
    """The version in force of an order; `state` issued, acknowledged, change_requested or cancelled."""

    envelope: object
    body: object
    lines: list[OrderLine]
    state: str = "issued"
    note: str = ""


@dataclass
class FreeLine:
    """An accepted line that is on no invoice, as `answering.invoicing` takes it."""

    line_id: object
    order_number: str
    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: int
    tax_code: str
    accepted_on: dt.date
    received_on: dt.date | None


@dataclass
class InvoiceStanding:
    """An invoice that was sent; `state` issued, returned or approved."""

    envelope: object
    body: object
    state: str = "issued"
    note: str = ""


@dataclass
class Standing:
    """A case as the guest sees it. `rfq` is the version in force, `request` its envelope."""

    request: object = None
    rfq: object = None
    deadline: dt.datetime | None = None
    closed: str = ""
    declined: bool = False
    award: object = None
    quotes: list = field(default_factory=list)
    orders: dict = field(default_factory=dict)
    accepted: dict = field(default_factory=dict)
    invoices: list = field(default_factory=list)

    @property
    def is_open(self):
        """Whether an answer is taken now."""
        return bool(self.rfq and not self.closed and not self.declined and now() <= self.deadline)

    @property
    def free_lines(self):
        """Accepted lines on no invoice, the oldest first."""
        taken = {
            line.acceptance_line_id
            for one in self.invoices
            if one.state != "returned"
            for line in one.body.lines
        }
        return [line for line in self.accepted.values() if line.line_id not in taken]


def standing_of(envelopes):
    """The Standing of a case after its `envelopes`, which are given in the order of sending."""
    standing = Standing()
    for envelope in envelopes:
        fold = _FOLDS.get(envelope.kind)
        if fold:
            fold(standing, envelope, envelope.content)
    return standing


def _rfq(standing, envelope, body):
    standing.request, standing.rfq, standing.deadline, standing.closed = envelope, body, body.deadline, ""


def _extension(standing, envelope, body):
    standing.deadline, standing.closed = body.deadline, ""


def _closure(standing, envelope, body):
    standing.closed = body.outcome


def _quote(standing, envelope, body):
    standing.quotes.append(envelope)


def _decline(standing, envelope, body):
    standing.declined = True


def _award(standing, envelope, body):
    standing.award, standing.closed = body, standing.closed or "closed"


def _order(standing, envelope, body):
    before = standing.orders.get(envelope.number)
    shipped = {line.line_id: line for line in before.lines} if before else {}
    lines = []
    for line in body.lines:
        old = shipped.get(line.line_id)
        counts = {"announced": old.announced, "rejected": old.rejected} if old else {}
        lines.append(OrderLine(line.line_id, line.line_no, line.name, line.unit, line.quantity, **counts))
    standing.orders[envelope.number] = OrderStanding(envelope, body, lines)


def _cancellation(standing, envelope, body):
    order = standing.orders[body.order_number]
    order.state, order.note = "cancelled", body.reason


def _acknowledgement(standing, envelope, body):
    accepted = body.answer == "accepted"
    standing.orders[body.order_number].state = "acknowledged" if accepted else "change_requested"


def _refusal(standing, envelope, body):
    order = standing.orders[body.order_number]
    order.state, order.note = "issued", body.reason


def _delivery(standing, envelope, body):
    shipped = {line.line_id: line.quantity for line in body.lines}
    for line in standing.orders[body.order_number].lines:
        line.announced += shipped.get(line.line_id, 0)


def _acceptance(standing, envelope, body):
    order = standing.orders.get(body.order_number)
    rows = {line.line_id: line for line in order.lines} if order else {}
    same = "order_number name unit quantity price amount tax_code".split()
    for line in body.lines:
        if line.order_line_id in rows:
            rows[line.order_line_id].rejected += line.rejected_quantity
        if line.quantity:
            values = {name: getattr(line, name) for name in same}
            standing.accepted[line.acceptance_line_id] = FreeLine(
                line.acceptance_line_id,
                **values,
                accepted_on=body.accepted_on,
                received_on=body.received_on,
            )


def _acceptance_off(standing, envelope, body):
    for line_id in body.acceptance_line_ids:
        standing.accepted.pop(line_id, None)


def _invoice(standing, envelope, body):
    standing.invoices.append(InvoiceStanding(envelope, body))


def _invoice_answer(standing, envelope, body):
    for one in standing.invoices:
        if one.envelope.number == body.invoice_number and one.state == "issued":
            returned = body.kind == "invoice_return"
            one.state = "returned" if returned else "approved"
            one.note = body.reason if returned else f"{body.pays_on:%Y/%m/%d}"


_FOLDS = {
    "rfq": _rfq,
    "deadline_extension": _extension,
    "rfq_closure": _closure,
    "quote": _quote,
    "decline": _decline,
    "award_notice": _award,
    "order": _order,
    "order_cancellation": _cancellation,
    "acknowledgement": _acknowledgement,
    "change_refusal": _refusal,
    "delivery_note": _delivery,
    "acceptance_notice": _acceptance,
    "acceptance_cancellation": _acceptance_off,
    "invoice": _invoice,
    "invoice_return": _invoice_answer,
    "invoice_approval": _invoice_answer,
}
