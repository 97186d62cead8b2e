"""Who may reach the screens of shipping and stock: part of the access table."""

from tests.conventions.access_records import ENDPOINTS
from tests.conventions.access_shipping import SHIPPING

KINDS = {"commerce.carriers": "commerce.carrier", "commerce.warehouses": "commerce.warehouse"}
COMMERCE = {
    **SHIPPING,
    **{
        f"{endpoint}.{name}": f"{permission}.{needed}"
        for endpoint, permission in KINDS.items()
        for name, needed in ENDPOINTS.items()
    },
    "commerce.papers.show": "commerce.slip.ship",
    "commerce.shop_sales.create": "commerce.stock.sell",
    "commerce.shop_sales.delete": "commerce.stock.sell",
    "commerce.shop_sales.index": "commerce.stock.sell",
    "commerce.slips_of_stock.create": "commerce.stock.edit",
    "commerce.slips_of_stock.create_undoing": "commerce.stock.edit",
    "commerce.slips_of_stock.index": "commerce.stock.view",
    "commerce.slips_of_stock.new": "commerce.stock.edit",
    "commerce.slips_of_stock.show": "commerce.stock.view",
    "commerce.stock.index": "commerce.stock.view",
    "commerce.stock.show": "commerce.stock.view",
    "commerce.stock_export.show": "commerce.stock.export",
    "commerce.stock_holds.create": "commerce.stock.edit",
    "commerce.stock_holds.delete": "commerce.stock.edit",
    "commerce.stock_rules.delete_own": "commerce.stock.rules",
    "commerce.stock_rules.edit": "commerce.stock.rules",
    "commerce.stock_rules.update": "commerce.stock.rules",
    "commerce.stock_rules.update_own": "commerce.stock.rules",
    "commerce.stocktake_differences.create_booking": "commerce.stock.count",
    "commerce.stocktake_differences.create_discarding": "commerce.stock.count",
    "commerce.stocktake_differences.delete_booking": "commerce.stock.count",
    "commerce.stocktake_differences.index": "commerce.stock.count",
    "commerce.stocktake_files.create": "commerce.stock.count",
    "commerce.stocktake_files.show": "commerce.stock.count",
    "commerce.stocktakes.create": "commerce.stock.count",
    "commerce.stocktakes.index": "commerce.stock.count",
    "commerce.stocktakes.new": "commerce.stock.count",
    "commerce.stocktakes.show": "commerce.stock.count",
    "commerce.stocktakes.update": "commerce.stock.count",
    "masters.product_sets.edit": "masters.product.edit",
    "masters.product_sets.update": "masters.product.edit",
}
