"""Columns of the malls' stock files (formats/rakuten_normal_item.csv, yahoo_quantity.csv, amazon_price_quantity.csv,
shopify_inventory.csv).
"""

RAKUTEN = ("商品管理番号（商品URL）", "SKU管理番号", "在庫数")
YAHOO = ("code", "sub-code", "quantity", "mode", "allow-overdraft", "stock-close")
AMAZON = (
    "sku", "price", "minimum-seller-allowed-price", "maximum-seller-allowed-price", "quantity", "handling-time",
    "fulfillment-channel",
)  # fmt: skip
SHOPIFY = (
    "Handle", "Title", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name",
    "Option3 Value", "SKU", "HS Code", "COO", "Location", "Bin name", "Incoming (not editable)",
    "Unavailable (not editable)", "Committed (not editable)", "Available (not editable)", "On hand (current)",
    "On hand (new)",
)  # fmt: skip
