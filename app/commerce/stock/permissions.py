"""Who may do what with stock."""

from app.commerce.permissions import CLERKS, SEERS
from app.kernel.permissions import permission

VIEW = permission(
    "commerce.stock.view", "See stock", *SEERS, "buyer", "inspector", "accounts_payable", "master_admin"
)
EDIT = permission(
    "commerce.stock.edit",
    "Book receipts, transfers and adjustments of stock",
    "shop_manager",
    "shipping_clerk",
    "inspector",
)
COUNT = permission(
    "commerce.stock.count",
    "Count stock and book the differences",
    "shop_manager",
    "shipping_clerk",
    "inspector",
)
SELL = permission("commerce.stock.sell", "Book sales in the shop", *CLERKS)
RULES = permission(
    "commerce.stock.rules", "Set safety stock and what shops are told", "shop_manager", "master_admin"
)
EXPORT = permission("commerce.stock.export", "Export stock", *SEERS, "master_admin")
