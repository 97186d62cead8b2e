"""Saying which product a shop's code means: once for all orders that wait for it, and for those to come."""

from sqlalchemy import func, select, update

from app.commerce.alerts.model import Alert
from app.commerce.channels.model import Channel
from app.commerce.listings.matching import folded
from app.commerce.listings.model import Listing
from app.commerce.orders.model import Order, OrderLine
from app.commerce.slips.alerting import recount
from app.commerce.slips.model import Slip
from app.commerce.slips.settling import settle
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.products.model import Product
from app.platform.audit import record


def assign(channel, mall_code, mall_sku, product, *, factor=1, options="", by=None):
    """紐付け: the pair of codes of a shop is `product`, `factor` pieces for each one sold. Returns the Listing.

    Lines of open orders with that pair get the product; alerts about it are closed and the slips go on. Said again for
    the same pair it replaces the former product for what comes later.
    """
    if factor < 1:
        raise Rejected("At least one piece leaves for each one sold.", "factor")
    by = by or context.actor()
    pair = folded(mall_code, channel), folded(mall_sku, channel)
    if not any(pair):
        raise Rejected("The shop's code is missing.", "mall_code")
    listing = session.scalars(
        select(Listing).where(
            Listing.channel_id == channel.id,
            Listing.mall_code == pair[0],
            Listing.mall_sku == pair[1],
            Listing.options == options,
        )
    ).one_or_none()
    if listing is None:
        listing = Listing(channel_id=channel.id, mall_code=pair[0], mall_sku=pair[1], options=options)
        session.add(listing)
    listing.product_id, listing.factor, listing.by_name = product.id, factor, by.name
    listing.version = (listing.version or 0) + 1
    record(
        "listing.assigned",
        listing,
        by=by,
        label=f"{pair[0]} {pair[1]}".strip(),
        product=product.code,
        factor=factor,
    )
    session.flush()
    _apply(channel, pair, product, factor, options)
    return listing


def _apply(channel, pair, product, factor, options):
    codes = (OrderLine.mall_code, OrderLine.mall_sku)
    if not channel.case_sensitive:
        codes = tuple(func.lower(code) for code in codes)
    rows = session.execute(
        select(OrderLine.id, OrderLine.order_id, OrderLine.key)
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            Order.channel_id == channel.id,
            OrderLine.product_id.is_(None),
            codes[0] == pair[0],
            codes[1] == pair[1],
            OrderLine.options.regexp_match(options) if options else True,
        )
    ).all()
    if not rows:
        return
    session.execute(
        update(OrderLine)
        .where(OrderLine.id.in_([row.id for row in rows]))
        .values(product_id=product.id, factor=factor, own_code=product.code)
        .execution_options(synchronize_session="fetch")
    )
    orders = {row.order_id for row in rows}
    _close({(row.order_id, row.key) for row in rows})
    recount(orders)
    settle(session.scalars(select(Slip.id).where(Slip.order_id.in_(orders))).all(), why="listing")


def _close(lines):
    """Answer the alerts about these `(order id, line key)`."""
    open_ones = session.scalars(
        select(Alert).where(
            Alert.order_id.in_({order for order, _key in lines}),
            Alert.kind == "unknown_product",
            Alert.answered_at.is_(None),
        )
    )
    for alert in open_ones:
        if (alert.order_id, alert.facts.get("line")) in lines:
            alert.answer, alert.answered_by, alert.answered_at = "map", context.actor().name, clock.now()


def unmapped():
    """Select of codes that open orders hold and that are no product of ours yet: shop, codes, name, orders, pieces."""
    return (
        select(
            Channel.id.label("channel_id"),
            Channel.name.label("shop"),
            OrderLine.mall_code,
            OrderLine.mall_sku,
            func.max(OrderLine.name).label("name"),
            func.max(OrderLine.options).label("options"),
            func.max(OrderLine.jan).label("jan"),
            func.count(OrderLine.order_id.distinct()).label("orders"),
            func.sum(OrderLine.quantity).label("pieces"),
        )
        .join(Order, Order.id == OrderLine.order_id)
        .join(Channel, Channel.id == Order.channel_id)
        .join(Alert, Alert.order_id == Order.id)
        .where(
            Alert.kind == "unknown_product",
            Alert.answered_at.is_(None),
            OrderLine.product_id.is_(None),
            OrderLine.kind == "goods",
            OrderLine.cancelled.is_(False),
        )
        .group_by(Channel.id, Channel.name, OrderLine.mall_code, OrderLine.mall_sku)
        .order_by(func.count(OrderLine.order_id.distinct()).desc(), OrderLine.mall_code, OrderLine.mall_sku)
    )


def known_listings():
    """Select of what was assigned: Listing with shop and product."""
    return (
        select(
            Listing.id,
            Listing.created_at,
            Channel.name.label("shop"),
            Listing.mall_code,
            Listing.mall_sku,
            Listing.options,
            Listing.factor,
            Product.code,
            Product.name,
            Listing.by_name,
            Listing.created_at.label("sort_value"),
        )
        .join(Channel, Channel.id == Listing.channel_id)
        .join(Product, Product.id == Listing.product_id)
    )


def forget(listing, *, by=None):
    """Take an assignment back. Orders that have their product keep it."""
    record("listing.forgotten", listing, by=by, label=f"{listing.mall_code} {listing.mall_sku}".strip())
    session.delete(listing)
