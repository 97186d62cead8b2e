"""Reading parcels for papers: a handful of statements, however many slips."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import func, select

from app.commerce import permissions
from app.commerce.channels.model import Channel
from app.commerce.orders.model import Order, OrderLine
from app.commerce.papers.parcel import Issuer, Item, Money, Parcel
from app.commerce.papers.phrases import DISCOUNTS, FEES
from app.commerce.papers.taxes import tax_rows
from app.commerce.persons.masking import masked
from app.commerce.slips.model import Mark, Marking, Slip, SlipLine
from app.kernel import context
from app.kernel.db import session
from app.masters.products.model import Product

_COPIED = (
    "id", "order_id", "order_number", "slip_no", "ordered_at", "gift", "carrier", "service", "temperature", "pieces",
    "planned_on", "wished_on", "slot", "noshi", "noshi_name", "wrapping", "card_message",
)  # fmt: skip
_SLIP = (*(getattr(Slip, name) for name in _COPIED), Slip.recipient, Slip.channel_id, Slip.carried_by_id)
_MONEY = ("goods", *FEES, *DISCOUNTS, "total", "taxes", "basis")
_ORDER = (
    Order.id, Order.buyer, Order.payment_name, Order.paid_on, Order.remarks, Order.memo,
    *(getattr(Order, name) for name in _MONEY),
)  # fmt: skip
_LINE = (
    OrderLine.order_id, OrderLine.name, OrderLine.options, OrderLine.quantity, OrderLine.price, OrderLine.tax_rate,
    OrderLine.amount, OrderLine.product_id, OrderLine.factor, OrderLine.own_code, OrderLine.mall_sku,
    OrderLine.mall_code, OrderLine.jan, OrderLine.cancelled,
)  # fmt: skip
_PRODUCT = (Product.code.label("product_code"), Product.jan.label("product_jan"), Product.shelf)


def gathered(slip_ids, whole=None):
    """Parcels of these slips in the order of the ids, with the slips that travel inside them.

    Persons are masked for a reader who may not see them (`whole` None: as the present one may). Unknown ids are left
    out.
    """
    rows = _slips(list(slip_ids))
    orders = {row.id: row for row in _rows(select(*_ORDER).where(Order.id.in_({r.order_id for r in rows})))}
    lines = _lines(orders)
    money = {one: _money(order, lines[one]) for one, order in orders.items()}
    found = Found(rows, orders, money, may_see() if whole is None else whole)
    parcels = {row.id: found.parcel(row) for row in rows}
    for row in sorted(rows, key=lambda one: (one.ordered_at, one.order_number, one.slip_no)):
        if row.carried_by_id in parcels:
            parcels[row.carried_by_id].carried.append(parcels[row.id])
    return [parcels[one] for one in slip_ids if one in parcels]


def may_see():
    """Whether the present reader may see persons in full."""
    return context.actor().may(permissions.PERSON_SEE)


def whole_orders(parcels):
    """One parcel for each order, with all its lines: bills and receipts speak of orders, not of slips."""
    first = {}
    for one in parcels:
        first.setdefault(one.order_id, one)
    items = _items_of_orders(first)
    return [replace(one, items=tuple(items[one.order_id]), of=1, carried=[]) for one in first.values()]


def _rows(statement):
    return session.execute(statement).all()


def _slips(ids):
    return _rows(select(*_SLIP).where(Slip.id.in_(ids) | Slip.carried_by_id.in_(ids)))


def _lines(orders):
    found = defaultdict(list)
    for row in _rows(select(*_LINE).where(OrderLine.order_id.in_(orders))):
        if not row.cancelled:
            found[row.order_id].append((row.tax_rate, row.amount))
    return found


def _money(order, lines):
    """The Money of an order row; what the mall says of the tax counts."""
    fees = tuple((name, value) for name in FEES if (value := getattr(order, name)))
    discounts = tuple((name, value) for name in DISCOUNTS if (value := getattr(order, name)))
    off = dict(discounts)
    taxes = tax_rows(
        lines,
        fees=sum(value for _name, value in fees),
        points=off.pop("points", 0),
        coupons=sum(off.values()),
        total=order.total,
        basis=order.basis,
        said=order.taxes,
    )
    goods = sum(yen for _rate, yen in lines) if order.goods is None else order.goods
    return Money(goods, fees, discounts, order.total, taxes, order.basis)


class Found:
    """What was read for some slips."""

    def __init__(self, rows, orders, money, whole):
        self.orders, self.money, self.whole = orders, money, whole
        self.items = _items([row.id for row in rows])
        self.issuers = _issuers({row.channel_id for row in rows})
        self.of = dict(
            _rows(
                select(Slip.order_id, func.count())
                .where(Slip.order_id.in_(orders), Slip.status != "cancelled")
                .group_by(Slip.order_id)
            )
        )
        self.marks = defaultdict(list)
        for slip_id, name in _rows(
            select(Marking.slip_id, Mark.name)
            .join(Mark, (Mark.id == Marking.mark_id) & (Mark.tenant_id == Marking.tenant_id))
            .where(Marking.slip_id.in_([row.id for row in rows]))
            .order_by(Mark.position, Mark.name)
        ):
            self.marks[slip_id].append(name)

    def parcel(self, row):
        """The Parcel of a slip's row."""
        order = self.orders[row.order_id]
        return Parcel(
            **{name: getattr(row, name) for name in _COPIED},
            of=self.of.get(row.order_id, 1),
            issuer=self.issuers[row.channel_id],
            recipient=row.recipient if self.whole else masked(row.recipient),
            buyer=order.buyer if self.whole else masked(order.buyer),
            items=tuple(self.items[row.id]),
            money=self.money[row.order_id],
            payment_name=order.payment_name,
            paid_on=order.paid_on,
            remarks=order.remarks,
            memo=order.memo,
            marks=tuple(self.marks[row.id]),
        )


def _items(slip_ids):
    statement = _with_products(
        select(SlipLine.slip_id.label("place"), SlipLine.quantity.label("held"), *_LINE, *_PRODUCT).join(
            OrderLine,
            (OrderLine.id == SlipLine.order_line_id) & (OrderLine.tenant_id == SlipLine.tenant_id),
        )
    )
    return _placed(
        statement.where(SlipLine.slip_id.in_(slip_ids)).order_by(SlipLine.slip_id, OrderLine.line_no)
    )


def _items_of_orders(order_ids):
    columns = (OrderLine.order_id.label("place"), OrderLine.quantity.label("held"), *_LINE[1:], *_PRODUCT)
    statement = _with_products(select(*columns)).where(OrderLine.order_id.in_(order_ids))
    return _placed(statement.order_by(OrderLine.order_id, OrderLine.line_no))


def _with_products(statement):
    """Join the product, where the line is assigned to one."""
    return statement.outerjoin(
        Product, (Product.id == OrderLine.product_id) & (Product.tenant_id == OrderLine.tenant_id)
    )


def _placed(statement):
    found = defaultdict(list)
    for row in _rows(statement):
        if not row.cancelled:
            found[row.place].append(_item(row))
    return found


def _item(row):
    """What lies in the slip; a line that is split shows price times pieces, a whole one the mall's own amount."""
    return Item(
        name=row.name,
        quantity=row.held,
        price=row.price,
        amount=row.amount if row.held == row.quantity else row.price * row.held,
        rate=row.tax_rate,
        code=row.product_code or row.own_code or row.mall_sku or row.mall_code,
        jan=row.product_jan or row.jan,
        options=row.options,
        shelf=row.shelf or "",
        pieces=row.held * row.factor,
        product_id=row.product_id,
    )


def _issuers(ids):
    found = {}
    for shop in session.scalars(select(Channel).where(Channel.id.in_(ids))):
        found[shop.id] = Issuer(
            shop.id,
            shop.sender_name or shop.name,
            shop.sender_postal,
            shop.sender_address,
            shop.sender_building,
            shop.sender_phone,
            shop.mail_from,
            shop.registration_number,
        )
    return found
