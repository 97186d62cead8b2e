"""RakutenPay's OrderModel (getOrder, version 7): ec.md §1.2.

Names as in Rakuten.RMS.Api's and rakuten-spi-sdk's models; from memory: deliveryDate, shippingTerm and carrierCode.
"""

from app.commerce.intake.documents.rows import inner, row
from app.commerce.intake.readers.rakuten import COLUMNS, order

_PERSON = {
    "postal_1": "zipCode1", "postal_2": "zipCode2", "prefecture": "prefecture", "city": "city", "street": "subAddress",
    "family": "familyName", "given": "firstName", "family_kana": "familyNameKana", "given_kana": "firstNameKana",
    "phone_1": "phoneNumber1", "phone_2": "phoneNumber2", "phone_3": "phoneNumber3",
}  # fmt: skip


def number_of(document):
    """The order's number."""
    return document["orderNumber"]


def order_of(document, options):
    """The IncomingOrder. Items that were taken out of the order are cancelled lines."""
    head, rows, gone = _head(document), [], []
    for package in document["PackageModelList"]:
        if package.get("packageDeleteFlag"):
            continue
        place = _package(package)
        for item in package["ItemModelList"]:
            rows.append(row(COLUMNS, head | place | _item(item), len(rows) + 1))
            gone.append(bool(item.get("deleteItemFlag")))
    made = order(rows, options)
    for line, cancelled in zip(made.lines, gone, strict=True):
        line.cancelled = cancelled
    made.partial = (*made.partial, *(("memo",) if "memo" not in document else ()))
    return made


def _head(document):
    delivery, found = inner(document, "DeliveryModel"), {}
    found = {
        "number": document["orderNumber"],
        "status": document["orderProgress"],
        "ordered_at": document["orderDatetime"],
        "payment": inner(document, "SettlementModel").get("settlementMethod"),
        "service": delivery.get("deliveryName"),
        "temperature": delivery.get("deliveryClass"),
        "kind": document.get("orderType"),
        "island": document.get("isolatedIslandFlag"),
        "confirming": document.get("rakutenConfirmFlag"),
        "warning": document.get("cautionDisplayType"),
        "goods": document.get("goodsPrice"),
        "postage": document.get("postagePrice"),
        "cod_fee": document.get("deliveryPrice"),
        "payment_fee": document.get("paymentCharge"),
        "other_fee": document.get("additionalFeeOccurAmountToUser"),
        "total": document.get("requestPrice"),
        "points": inner(document, "PointModel").get("usedPoint"),
        "coupons": document.get("couponAllTotalPrice"),
        "shop_coupon": document.get("couponShopPrice"),
        "mall_coupon": document.get("couponOtherPrice"),
        "wished_on": document.get("deliveryDate"),
        "slot": document.get("shippingTerm"),
        "memo": document.get("memo"),
        "gift": document.get("giftCheckFlag"),
        "remarks": document.get("remarks"),
        "device": document.get("carrierCode"),
        "mail": inner(document, "OrdererModel").get("emailAddress"),
    }
    found |= _person(inner(document, "OrdererModel"), "buyer")
    for place in (1, 2):
        found |= _wrapping(inner(document, f"WrappingModel{place}"), place)
    return found | _taxes(document.get("TaxSummaryModelList") or ())


def _person(model, side):
    return {f"{side}_{ours}": model.get(theirs) for ours, theirs in _PERSON.items()}


def _wrapping(model, place):
    if not model or model.get("deleteWrappingFlag"):
        return {}
    return {
        f"wrapping_{place}": model.get("name"),
        f"wrapping_fee_{place}": model.get("price"),
        f"wrapping_tax_{place}": model.get("taxPrice"),
        f"wrapping_included_{place}": model.get("includeTaxFlag"),
    }


def _taxes(summaries):
    found = {}
    for one in summaries:
        percent = round(float(one["taxRate"]) * 100)
        found |= {f"charged_{percent}": one.get("reqPrice"), f"tax_{percent}": one.get("reqPriceTax")}
    return found


def _package(package):
    return {
        "slip": package["basketId"],
        "noshi": package.get("noshi"),
        "carrier": package.get("defaultDeliveryCompanyCode"),
        **_person(inner(package, "SenderModel"), "to"),
    }


def _item(item):
    sku = (item.get("SkuModelList") or [{}])[0]
    return {
        "line": item.get("itemDetailId"),
        "name": item.get("itemName"),
        "item_number": item.get("itemNumber"),
        "item": item.get("manageNumber"),
        "price": item.get("price"),
        "quantity": item.get("units"),
        "included": item.get("includeTaxFlag"),
        "options": item.get("selectedChoice"),
        "rate": item.get("taxRate"),
        "sku": sku.get("variantId"),
        "system_sku": sku.get("merchantDefinedSkuId"),
        "sku_info": sku.get("skuInfo"),
    }
