"""The whole stock as rows of a file."""

from sqlalchemy import and_, select

from app.commerce.stock.model import StockBalance
from app.commerce.warehouses.model import Warehouse
from app.kernel.db import session
from app.masters.products.model import Product

BATCH = 5_000


def stock_lines(warehouse_id=None):
    """`(code, name, JAN code, unit, warehouse code, warehouse, on hand, reserved, held back, available)`, streamed."""
    free = StockBalance.on_hand - StockBalance.reserved - StockBalance.held_back
    found = (
        select(
            Product.code, Product.name, Product.jan, Product.unit, Warehouse.code, Warehouse.name,
            StockBalance.on_hand, StockBalance.reserved, StockBalance.held_back, free,
        )
        .join(
            Product, and_(Product.id == StockBalance.product_id, Product.tenant_id == StockBalance.tenant_id)
        )
        .join(
            Warehouse,
            and_(Warehouse.id == StockBalance.warehouse_id, Warehouse.tenant_id == StockBalance.tenant_id),
        )
        .order_by(Product.code, Product.id, Warehouse.priority, Warehouse.code, Warehouse.id)
    )  # fmt: skip
    if warehouse_id:
        found = found.where(StockBalance.warehouse_id == warehouse_id)
    return session.execute(found.execution_options(yield_per=BATCH))
