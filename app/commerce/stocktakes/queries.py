"""Stocktakes, the sheet to type on, and the differences."""

from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from app.commerce.stock.model import StockBalance
from app.commerce.stocktakes.model import Stocktake, StocktakeLine
from app.commerce.warehouses.model import Warehouse
from app.kernel.db import session
from app.masters.product_sets.model import SetPart
from app.masters.products.model import Product


def stocktakes():
    """All stocktakes of the tenant, with their warehouses."""
    return select(Stocktake).options(joinedload(Stocktake.warehouse))


def stocktake_names(ids):
    """`{id: (number, arguments)}` for links to stocktakes."""
    found = select(Stocktake.id, Stocktake.number).where(Stocktake.id.in_(ids))
    return {one: (number, {"stocktake_id": one}) for one, number in session.execute(found)}


def stocktake_rows():
    """Columns of the list for `paging.paged`, newest first."""
    return select(
        Stocktake.id, Stocktake.number, Stocktake.name, Stocktake.opening, Stocktake.state, Stocktake.counted_on,
        Stocktake.line_count, Stocktake.difference_count, Stocktake.started_by_name,
        Stocktake.started_at.label("sort_value"), Warehouse.name.label("warehouse"),
    ).join(
        Warehouse, and_(Warehouse.id == Stocktake.warehouse_id, Warehouse.tenant_id == Stocktake.tenant_id)
    )  # fmt: skip


def sheet_rows(stocktake):
    """Columns of the sheet for `paging.paged` by code: what lies in the warehouse or was counted there already."""
    own = and_(Product.tenant_id == StockBalance.tenant_id, Product.id == StockBalance.product_id)
    line = and_(
        StocktakeLine.tenant_id == Product.tenant_id,
        StocktakeLine.product_id == Product.id,
        StocktakeLine.stocktake_id == stocktake.id,
        StocktakeLine.warehouse_id == stocktake.warehouse_id,
        StocktakeLine.lot == "",
    )
    is_set = select(SetPart.id).where(
        SetPart.tenant_id == Product.tenant_id, SetPart.product_id == Product.id
    )
    return (
        select(
            Product.id, Product.code.label("sort_value"), Product.name, Product.unit, StockBalance.on_hand,
            StocktakeLine.counted,
        )
        .join(StockBalance, and_(own, StockBalance.warehouse_id == stocktake.warehouse_id))
        .outerjoin(StocktakeLine, line)
        .where(Product.state != "archived", ~is_set.exists())
    )  # fmt: skip


def line_rows(stocktake, *, only_differences=False):
    """Columns of the lines for `paging.paged` by code."""
    product = and_(Product.id == StocktakeLine.product_id, Product.tenant_id == StocktakeLine.tenant_id)
    place = and_(Warehouse.id == StocktakeLine.warehouse_id, Warehouse.tenant_id == StocktakeLine.tenant_id)
    found = (
        select(
            StocktakeLine.id, StocktakeLine.code.label("sort_value"), StocktakeLine.counted, StocktakeLine.expected,
            StocktakeLine.lot, StocktakeLine.best_before, StocktakeLine.counted_by_name, Product.name, Product.unit,
            StocktakeLine.product_id, Warehouse.name.label("warehouse"),
        )
        .join(Product, product)
        .join(Warehouse, place)
        .where(StocktakeLine.stocktake_id == stocktake.id)
    )  # fmt: skip
    return found.where(StocktakeLine.counted != StocktakeLine.expected) if only_differences else found


def figures(stocktake):
    """`(lines, differences)` of a stocktake."""
    different = func.count().filter(StocktakeLine.counted != StocktakeLine.expected)
    found = select(func.count(), different).where(StocktakeLine.stocktake_id == stocktake.id)
    return tuple(session.execute(found).one())


def counted_twice(stocktake):
    """Code of a product that is counted with lots and as a whole in the same warehouse, None when there is none."""
    whole = StocktakeLine.lot == ""
    found = select(func.min(StocktakeLine.code)).where(StocktakeLine.stocktake_id == stocktake.id)
    found = found.group_by(StocktakeLine.product_id, StocktakeLine.warehouse_id)
    return session.scalar(found.having(func.bool_or(whole) & func.bool_or(~whole)).limit(1))


def template_rows(warehouse_id):
    """`(code, name, JAN code, unit, warehouse code, on hand)` of every product that lies in a warehouse, by code."""
    own = and_(Product.tenant_id == StockBalance.tenant_id, Product.id == StockBalance.product_id)
    place = and_(Warehouse.tenant_id == StockBalance.tenant_id, Warehouse.id == StockBalance.warehouse_id)
    found = (
        select(Product.code, Product.name, Product.jan, Product.unit, Warehouse.code, StockBalance.on_hand)
        .join(StockBalance, own)
        .join(Warehouse, place)
        .where(Warehouse.id == warehouse_id, Product.state != "archived")
    )
    return session.execute(found.order_by(Product.code, Product.id))
