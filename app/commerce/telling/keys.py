"""What each mall's interface calls a listing."""

from app.commerce.intake.readers.rakuten import PLAIN_SKU


def key_of(kind, row):
    """The stock key of a listing (`mall_code`, `mall_sku`, `shop_key`) for a mall's client; '' when unknown yet.

    Rakuten `manageNumber:variantId`, Yahoo `code` or `code:sub-code`, Amazon the SKU, Shopify the inventory item.
    """
    code, sku = row.mall_code, row.mall_sku
    if kind == "rakuten":
        return f"{code}:{sku or PLAIN_SKU[1]}"
    if kind == "yahoo":
        return f"{code}:{sku}" if sku else code
    if kind == "shopify":
        return row.shop_key
    return sku or code


def sku_of(row):
    """The SKU under which Shopify is asked for its inventory item."""
    return row.mall_sku or row.mall_code
