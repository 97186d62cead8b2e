"""Yahoo!ショッピング (ec.md §1.3): a file of orders and a file of their items, joined by the order's number."""

import re

from app.commerce.intake.cells import BadCell, code, day, moment, money, needed, off, pieces, rate, text
from app.commerce.intake.formats import Format
from app.commerce.intake.people import address_of, name_of, phone_of, whole_person
from app.commerce.intake.readers.wishes import understood
from app.commerce.intake.words import carrier_of, is_cod, temperature_in
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.kernel.i18n import _l

STANDINGS = {
    "0": "held",
    "1": "open",
    "2": "open",
    "3": "held",
    "4": "cancelled",
    "5": "shipped",
    "8": "held",
}
SHIPPED = ("3", "4")

COLUMNS = {
    "number": "OrderId", "id": "Id", "ordered_at": "OrderTime", "to_kana": "ShipNameKana", "to_name": "ShipName",
    "to_postal": "ShipZipCode", "to_full": "ShipAddressFull", "to_prefecture": "ShipPrefecture", "to_city": "ShipCity",
    "to_street": "ShipAddress1", "to_building": "ShipAddress2", "to_phone": "ShipPhoneNumber",
    "service": "ShipMethodName", "carrier": "ShipCompanyCode", "tracking_1": "ShipInvoiceNumber1",
    "tracking_2": "ShipInvoiceNumber2", "shipped_on": "ShipDate", "mail": "BillMailAddress", "postage": "ShipCharge",
    "total": "Total", "payment": "PayMethodName", "second_payment": "CombinedPayMethodName",
    "ship_status": "ShipStatus", "pay_status": "PayStatus", "device": "DeviceType", "wished_on": "ShipRequestDate",
    "slot": "ShipRequestTime", "label_note": "ShipNotes", "buyer_name": "BillName", "buyer_kana": "BillNameKana",
    "buyer_postal": "BillZipCode", "buyer_prefecture": "BillPrefecture", "buyer_city": "BillCity",
    "buyer_street": "BillAddress1", "buyer_building": "BillAddress2", "buyer_phone": "BillPhoneNumber",
    "remarks": "BuyerComments", "payment_fee": "PayCharge", "wrapping_fee": "GiftWrapCharge",
    "wrapping": "GiftWrapType", "message": "GiftWrapMessage", "points": "UsePoint", "coupons": "TotalCouponDiscount",
    "discount": "Discount", "order_status": "OrderStatus", "social_gift": "SocialGiftType", "place": "EazyDeliveryCode",
}  # fmt: skip
ITEM_COLUMNS = {
    "number": "OrderId", "line": "LineId", "quantity": "Quantity", "item": "ItemId", "sku": "SubCode", "name": "Title",
    "option_names": "ItemOptionName", "options": "ItemOptionValue", "sub_options": "SubCodeOption",
    "inscription_names": "InscriptionName", "inscriptions": "InscriptionValue", "price": "UnitPrice",
    "coupon": "CouponDiscount", "rate": ("ItemTaxRatio", "TaxRate", "ItemTaxRate"),
}  # fmt: skip


def join_key(number):
    """What both files agree on: the number without the store's id."""
    return number.strip().rpartition("-")[2]


def shop(row):
    """The store's id, where the file writes full numbers."""
    return max(row.number.strip(), row.id.strip(), key=len).rpartition("-")[0]


def item_shop(row):
    """The store's id, where the file writes full numbers."""
    return row.number.strip().rpartition("-")[0]


def order(rows, options):
    """One order; its items are taken out of `options.items`."""
    row = rows[0]
    items = (options.items or {}).pop(join_key(row.number), None)
    if not items:
        raise BadCell(row, "number", "order_without_items")
    made = IncomingOrder(
        number=_full_number(row, options),
        ordered_at=moment(row, "ordered_at"),
        money=_money(row, items, options),
        standing=_standing(row),
        payment=text(row, "payment"),
        paid=True if text(row, "pay_status") == "1" else None,
        kind="preorder" if text(row, "order_status") == "1" else "normal",
        remarks=text(row, "remarks"),
        lines=[_line(one, at, options) for at, one in enumerate(items, 1)],
    )
    slip = _slip(row)
    understood(made, slip, row, "wished_on", "slot")
    made.slips.append(slip)
    made.buyer = _buyer(row, slip.recipient)
    made.gift = (
        True if slip.wrapping or slip.card_message or text(row, "social_gift") not in ("", "0") else None
    )
    return made


def _full_number(row, options):
    number, full = needed(row, "number"), code(row, "id")
    if "-" in number:
        return number
    if full.endswith(f"-{number}"):
        return full
    return f"{options.account}-{number}" if options.account else number


def _standing(row):
    status, shipping = text(row, "order_status"), text(row, "ship_status")
    if status == "4":
        return "cancelled"
    if shipping in SHIPPED:
        return "shipped"
    if shipping == "0":
        return "unpaid" if text(row, "pay_status") == "0" else "held"
    return STANDINGS.get(status, "open")


def _slip(row):
    return IncomingSlip(
        recipient=whole_person(
            row.to_name,
            row.to_kana,
            phone=phone_of(row, "to_phone"),
            postal=row.to_postal,
            address=_address(row, "to"),
        ),
        service=text(row, "service"),
        carrier=carrier_of(text(row, "carrier")),
        temperature=temperature_in(row.service),
        place=text(row, "place"),
        wrapping=text(row, "wrapping"),
        card_message=text(row, "message"),
        label_note=text(row, "label_note"),
        trackings=tuple(filter(None, (code(row, "tracking_1"), code(row, "tracking_2")))),
        shipped_on=day(row, "shipped_on"),
    )


def _address(row, side):
    city, street = text(row, f"{side}_city"), text(row, f"{side}_street")
    if side == "to" and not (city or street):
        return address_of(row.to_full)
    return text(row, f"{side}_prefecture"), city, street, text(row, f"{side}_building")


def _buyer(row, recipient):
    """Who pays; without columns for it the recipient, with the mail address of the order."""
    name, kana = (
        (row.buyer_name, row.buyer_kana) if name_of(row.buyer_name)[0] else (row.to_name, row.to_kana)
    )
    if name is row.buyer_name:
        return whole_person(
            name, kana, phone=phone_of(row, "buyer_phone"), mail=text(row, "mail"), postal=row.buyer_postal,
            address=_address(row, "buyer"),
        )  # fmt: skip
    return whole_person(
        name, kana, phone=recipient.phone, mail=text(row, "mail"), postal=recipient.postal,
        address=(recipient.prefecture, recipient.city, recipient.street, recipient.building),
    )  # fmt: skip


def _line(row, at, options):
    told = [
        text(row, one)
        for one in ("option_names", "options", "sub_options", "inscription_names", "inscriptions")
    ]
    return IncomingLine(
        key=code(row, "line") or str(at),
        name=text(row, "name"),
        quantity=pieces(row, "quantity"),
        price=money(row, "price"),
        mall_code=code(row, "item"),
        mall_sku=code(row, "sku"),
        options="\n".join(filter(None, told)),
        rate=rate(row, "rate"),
        discount=_coupon(row, options),
    )


def _coupon(row, options):
    """What the coupon of a line takes off its price: nothing where prices are after coupons already (a setting)."""
    return 0 if options.line_price == "after_coupon" else off(row, "coupon")


def _money(row, items, options):
    coupons = sum(off(one, "coupon") for one in items)
    taken = sum(_coupon(one, options) for one in items)
    fee = money(row, "payment_fee")
    cod = is_cod(text(row, "payment"))
    return IncomingMoney(
        goods=sum(money(one, "price") * pieces(one, "quantity") for one in items) - taken,
        postage=money(row, "postage"),
        cod_fee=fee if cod else 0,
        payment_fee=0 if cod else fee,
        wrapping=money(row, "wrapping_fee"),
        mall_coupon=max(off(row, "coupons") - coupons, 0),
        points=off(row, "points"),
        other_discount=off(row, "discount"),
        total=money(row, "total", None),
    )


FORMAT = Format(
    name="yahoo",
    label=_l("Yahoo! orders"),
    kind="yahoo",
    columns=COLUMNS,
    required=("number", "ordered_at", "to_name", "to_postal", "total"),
    order=order,
    shape=re.compile(r"(?:[\w-]+-)?\d{5,12}", re.ASCII),
    shop=shop,
    partner="yahoo_items",
    told_by={
        "remarks": ("remarks",),
        "paid": ("pay_status",),
        "device": ("never",),
        "slips.wished_on": ("wished_on",),
        "slips.slot": ("slot",),
        "slips.label_note": ("label_note",),
        "slips.card_message": ("message",),
        "money.taxes": ("never",),
    },
)
ITEMS = Format(
    name="yahoo_items",
    label=_l("Yahoo! items of orders"),
    kind="yahoo",
    columns=ITEM_COLUMNS,
    required=("number", "quantity", "item", "price"),
    order=None,
    shape=FORMAT.shape,
    shop=item_shop,
    partner="yahoo",
)
