"""Shopify's Order of the Admin GraphQL API (ec.md §1.5), as its CSV would have it. Other currencies are refused."""

from app.commerce.intake.cells import BadCell
from app.commerce.intake.documents.rows import inner, row, yen
from app.commerce.intake.readers.shopify import COLUMNS, order

FULFILMENTS = {"FULFILLED": "fulfilled", "PARTIALLY_FULFILLED": "partial", "IN_PROGRESS": "partial"}
_ADDRESS = {
    "name": "name", "company": "company", "1": "address1", "2": "address2", "city": "city", "postal": "zip",
    "phone": "phone",
}  # fmt: skip


def number_of(document):
    """The order's name, such as `#1001`."""
    return document["name"]


def order_of(document, options):
    """The IncomingOrder."""
    if document.get("currencyCode", "JPY") != "JPY":
        raise BadCell(None, "", "money")
    head = _head(document)
    lines = [one for one in document["lineItems"]["nodes"] if one.get("quantity")]
    rows = [row(COLUMNS, head | _line(one), place) for place, one in enumerate(lines, 1)]
    return order(rows, options)


def _head(document):
    taxes = document.get("taxLines") or []
    return {
        "number": document["name"],
        "mail": document.get("email"),
        "phone": document.get("phone"),
        "financial": (document.get("displayFinancialStatus") or "").lower(),
        "fulfilment": FULFILMENTS.get(document.get("displayFulfillmentStatus"), ""),
        "subtotal": _money(document, "subtotalPriceSet"),
        "postage": _money(document, "totalShippingPriceSet"),
        "taxes": _money(document, "totalTaxSet"),
        "total": _money(document, "totalPriceSet"),
        "coupon": _money(document, "totalDiscountsSet"),
        "service": inner(document, "shippingLine").get("title"),
        "ordered_at": document["createdAt"],
        "cancelled_at": document.get("cancelledAt"),
        "payment": ", ".join(document.get("paymentGatewayNames") or ()),
        "remarks": document.get("note"),
        "attributes": "\n".join(
            f"{one['key']}: {one.get('value') or ''}" for one in document.get("customAttributes") or ()
        ),
        "tags": ", ".join(document.get("tags") or ()),
        **_tax(taxes[:1], "tax_name", "tax"),
        **_tax(taxes[1:2], "second_tax", ""),
        **_address(inner(document, "billingAddress"), "buyer"),
        **_address(inner(document, "shippingAddress"), "to"),
    }


def _address(address, side):
    found = {f"{side}_{ours}": address.get(theirs) for ours, theirs in _ADDRESS.items()}
    province = address.get("provinceCode") or ""
    return found | {f"{side}_prefecture": province if province.startswith("JP-") else address.get("province")}


def _tax(lines, name, amount):
    """The first of tax lines as the file writes it: `JCT 10%`, and how much."""
    if not lines:
        return {}
    percent = float(lines[0].get("rate") or 0) * 100
    found = {name: f"{lines[0].get('title', '')} {percent:g}%"}
    return found | ({amount: _money(lines[0], "priceSet")} if amount else {})


def _line(line):
    return {
        "quantity": line["quantity"],
        "name": line.get("name") or line.get("title"),
        "price": _money(line, "originalUnitPriceSet"),
        "item": line.get("sku"),
        "shipped_line": "false" if line.get("requiresShipping") is False else "true",
        "line_discount": _money(line, "totalDiscountSet"),
    }


def _money(document, name):
    return yen(inner(document, name, "shopMoney").get("amount"))
