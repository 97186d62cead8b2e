"""Amazon's order with its items (orders v0): ec.md §1.4. Amounts of a line are for all its pieces together."""

from app.commerce.intake.documents.rows import inner, row, yen
from app.commerce.intake.readers.amazon import COLUMNS, order

PAYMENTS = {"COD": "COD", "CVS": "CVS"}
"""Other ways are paid to Amazon, and not named."""


def number_of(document):
    """The order's number."""
    return document["Order"]["AmazonOrderId"]


def order_of(document, options):
    """The IncomingOrder."""
    head = _head(document["Order"], document["OrderItems"])
    rows = [row(COLUMNS, head | _item(one), place) for place, one in enumerate(document["OrderItems"], 1)]
    made = order(rows, options)
    unknown = ("remarks", "memo") + (() if document["Order"].get("ShippingAddress") else ("slips", "buyer"))
    made.partial = (*made.partial, *unknown)
    return made


def _head(found, items):
    address, buyer = inner(found, "ShippingAddress"), inner(found, "BuyerInfo")
    payment = PAYMENTS.get(found.get("PaymentMethod"), "")
    fees = [int(yen(inner(one, "CODFee").get("Amount")) or 0) for one in items]
    cancelling = any(
        str(inner(one, "BuyerRequestedCancel").get("IsBuyerRequestedCancel", "")).lower() == "true"
        for one in items
    )
    return {
        "number": found["AmazonOrderId"],
        "ordered_at": found["PurchaseDate"],
        "promised_at": found.get("PromiseResponseDueDate"),
        "mail": buyer.get("BuyerEmail"),
        "buyer_name": buyer.get("BuyerName"),
        "phone": address.get("Phone"),
        "service": found.get("ShipServiceLevel"),
        "to_name": address.get("Name"),
        "to_1": address.get("AddressLine1"),
        "to_2": address.get("AddressLine2"),
        "to_3": address.get("AddressLine3"),
        "to_city": address.get("City"),
        "to_prefecture": address.get("StateOrRegion"),
        "to_postal": address.get("PostalCode"),
        "payment": payment,
        "cod": yen(inner(found, "OrderTotal").get("Amount")) if payment == "COD" else "",
        "cod_fee": sum(fees) or "",
        "order_status": found.get("OrderStatus"),
        "by": found.get("FulfillmentChannel"),
        "cancelling": "true" if cancelling else "",
    }


def _item(item):
    wrapped = inner(item, "BuyerInfo")
    bought = int(item["QuantityOrdered"])
    return {
        "line": item["OrderItemId"],
        "item": item.get("SellerSKU"),
        "name": item.get("Title") or item.get("SellerSKU"),
        "purchased": bought,
        "to_ship": max(bought - int(item.get("QuantityShipped") or 0), 0),
        "price": yen(inner(item, "ItemPrice").get("Amount")),
        "postage": yen(inner(item, "ShippingPrice").get("Amount")),
        "discount": yen(inner(item, "PromotionDiscount").get("Amount")),
        "postage_discount": yen(inner(item, "ShippingDiscount").get("Amount")),
        "wrapping_fee": yen(inner(wrapped, "GiftWrapPrice").get("Amount")),
        "wrapping": wrapped.get("GiftWrapLevel"),
        "message": wrapped.get("GiftMessageText"),
        "wished_from": item.get("ScheduledDeliveryStartDate"),
        "wished_to": item.get("ScheduledDeliveryEndDate"),
    }
