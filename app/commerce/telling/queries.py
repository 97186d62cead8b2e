"""How far each shop knows our stock."""

from sqlalchemy import func, select

from app.commerce.channels.model import Channel
from app.commerce.listings.model import Listing
from app.commerce.telling.model import StockRun, StockTelling
from app.kernel.db import session
from app.masters.products.model import Product


def standing():
    """`{channel id: {state: rows}}`, and under `since` the oldest change that was not told yet."""
    found = {}
    rows = session.execute(
        select(
            StockTelling.channel_id, StockTelling.state, func.count(), func.min(StockTelling.waits_since)
        ).group_by(StockTelling.channel_id, StockTelling.state)
    )
    for channel_id, state, count, since in rows:
        shop = found.setdefault(channel_id, {"since": None})
        shop[state] = count
        shop["since"] = since or shop["since"]
    return found


def latest_runs(count=40):
    """`{channel id: [StockRun]}`, the last `count` that told something or failed, oldest first."""
    place = func.row_number().over(
        partition_by=StockRun.channel_id, order_by=(StockRun.at.desc(), StockRun.id)
    )
    numbered = select(StockRun.id, place.label("place")).where(StockRun.way != "read").subquery()
    rows = session.scalars(
        select(StockRun)
        .join(numbered, numbered.c.id == StockRun.id)
        .where(numbered.c.place <= count)
        .order_by(StockRun.at, StockRun.id)
    )
    found = {}
    for run in rows:
        found.setdefault(run.channel_id, []).append(run)
    return found


def differences():
    """Rows of listings whose shop held another number than it had been told when it was read back."""
    return _listed().where(
        StockTelling.seen_at.is_not(None), StockTelling.seen.is_distinct_from(StockTelling.seen_wanted)
    )


def refused():
    """Rows of listings whose number the shop does not take."""
    return _listed().where(StockTelling.state == "refused")


def _listed():
    return (
        select(
            StockTelling.id, StockTelling.channel_id, Channel.name.label("shop"), Listing.mall_code, Listing.mall_sku,
            Product.id.label("product_id"), Product.code, Product.name, StockTelling.wanted, StockTelling.told,
            StockTelling.told_at, StockTelling.code.label("reason"), StockTelling.said, StockTelling.seen,
            StockTelling.seen_wanted, StockTelling.seen_at,
        )
        .join(Channel, Channel.id == StockTelling.channel_id)
        .join(Listing, Listing.id == StockTelling.listing_id)
        .join(Product, Product.id == Listing.product_id)
        .order_by(Channel.code, Listing.mall_code, Listing.mall_sku, StockTelling.id)
    )  # fmt: skip
