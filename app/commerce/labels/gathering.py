"""What labels need to know of slips, in six statements for any number of them."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import any_, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from app.commerce.channels.model import Channel
from app.commerce.orders.model import Order, OrderLine
from app.commerce.slips.model import Slip, SlipLine
from app.kernel.db import session
from app.masters.products.model import Product


def among(column, ids):
    """The column holds one of the ids: one array instead of thousands of parameters, which cost a second to read."""
    return column == any_(literal(list(ids), ARRAY(UUID(as_uuid=True))))


@dataclass
class Gathered:
    """`slips` by id, `carried` rows by the slip they travel in, `lines` by slip, `buyers` of gifts by order."""

    slips: dict = field(default_factory=dict)
    carried: dict = field(default_factory=lambda: defaultdict(list))
    lines: dict = field(default_factory=lambda: defaultdict(list))
    channels: dict = field(default_factory=dict)
    buyers: dict = field(default_factory=dict)
    taxes: dict = field(default_factory=dict)

    def tax_of(self, slip):
        """The tax in what is collected with a slip: the order's, or its share by amount, rounded down."""
        if not slip.cod_amount:
            return 0
        total, taxes = self.taxes.get(slip.order_id, (None, []))
        tax = sum(one[2] for one in taxes)
        if not total or not taxes:
            return slip.cod_amount * 10 // 110
        return tax if total == slip.cod_amount else tax * slip.cod_amount // total


def gathered(slip_ids, *, buyers):
    """The Gathered of slips. `buyers`: open the buyers of gifts, too."""
    facts = Gathered()
    asked = select(*_SLIP).where(or_(among(Slip.id, slip_ids), among(Slip.carried_by_id, slip_ids)))
    for row in session.execute(asked.order_by(Slip.ordered_at, Slip.id)):
        if row.carried_by_id:
            facts.carried[row.carried_by_id].append(row)
        facts.slips[row.id] = row
    _lines(facts)
    for shop in session.scalars(
        select(Channel).where(Channel.id.in_({one.channel_id for one in facts.slips.values()}))
    ):
        facts.channels[shop.id] = shop
    _orders(facts, buyers)
    return facts


_SLIP = (
    Slip.id, Slip.order_id, Slip.channel_id, Slip.carried_by_id, Slip.order_number, Slip.recipient, Slip.gift,
    Slip.service, Slip.temperature, Slip.pieces, Slip.wished_on, Slip.slot, Slip.place, Slip.cod_amount,
    Slip.label_note, Slip.status,
)  # fmt: skip


def _lines(facts):
    rows = session.execute(
        select(SlipLine.slip_id, SlipLine.quantity, OrderLine.name, Product.label_name, Product.contents)
        .join(OrderLine, OrderLine.id == SlipLine.order_line_id)
        .outerjoin(Product, Product.id == OrderLine.product_id)
        .where(among(SlipLine.slip_id, facts.slips), OrderLine.kind == "goods", ~OrderLine.cancelled)
        .order_by(SlipLine.slip_id, OrderLine.line_no, OrderLine.id)
    )
    for row in rows:
        facts.lines[row.slip_id].append(
            Line(row.quantity, row.name, row.label_name or "", row.contents or "")
        )


def _orders(facts, buyers):
    """Buyers of gifts, and the taxes of orders whose money is collected."""
    gifts = {one.order_id for one in facts.slips.values() if one.gift} if buyers else set()
    collected = {one.order_id for one in facts.slips.values() if one.cod_amount}
    if gifts:
        facts.buyers = dict(
            session.execute(select(Order.id, Order.buyer).where(among(Order.id, gifts))).all()
        )
    if collected:
        found = session.execute(select(Order.id, Order.total, Order.taxes).where(among(Order.id, collected)))
        facts.taxes = {row.id: (row.total, row.taxes) for row in found}


@dataclass(frozen=True, slots=True)
class Line:
    """So many of a product in a slip."""

    quantity: int
    name: str
    label_name: str
    contents: str
