"""Rakuten's 受注CSV (ec.md §1.1): one row a line, order and recipient repeated on each."""

import re

from app.commerce.intake.cells import code, day_of, flag, moment, money, off, pieces, rate, text, unfixed
from app.commerce.intake.formats import Format
from app.commerce.intake.people import kana_of, phone_of, postal_of
from app.commerce.intake.readers.wishes import understood
from app.commerce.intake.words import carrier_of, noshi_of, slot_of
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.kernel.i18n import _l

STANDINGS = {
    "100": "open", "200": "unpaid", "300": "open", "400": "held", "500": "shipped", "600": "shipped", "700": "shipped",
    "800": "held", "900": "cancelled",
}  # fmt: skip
PAID = {"200": False, "300": True, "500": True, "600": True, "700": True}
KINDS = {"4": "subscription", "5": "subscription", "6": "preorder"}
DEVICES = {"0": "pc", "1": "mobile", "2": "smartphone", "3": "tablet"}
TEMPERATURES = {"1": "ambient", "2": "chilled", "3": "frozen"}
PLAIN_SKU = ("", "normal-inventory")
"""How Rakuten names the one SKU of a product that has no variations."""
_LABELS = re.compile(r"^\[(配送日時指定|備考):\][ \u3000]*\r?$", re.MULTILINE)
_WISH = re.compile(r"\[配送日時指定:\]\s*(\d{4}-\d{2}-\d{2})?(?:\([^)\n]*\))?\s*([^\[\n]*)")


def _person(prefix, side):
    return {
        f"{side}_postal_1": f"{prefix}郵便番号1", f"{side}_postal_2": f"{prefix}郵便番号2",
        f"{side}_prefecture": f"{prefix}住所都道府県", f"{side}_city": f"{prefix}住所郡市区",
        f"{side}_street": f"{prefix}住所それ以降の住所", f"{side}_building": f"{prefix}住所アパートマンション名",
        f"{side}_family": f"{prefix}姓", f"{side}_given": f"{prefix}名",
        f"{side}_family_kana": f"{prefix}姓カナ", f"{side}_given_kana": f"{prefix}名カナ",
        f"{side}_phone_1": f"{prefix}電話番号1", f"{side}_phone_2": f"{prefix}電話番号2",
        f"{side}_phone_3": f"{prefix}電話番号3",
    }  # fmt: skip


COLUMNS = {
    "number": "注文番号", "status": "ステータス", "ordered_at": "注文日時", "payment": "支払方法名",
    "service": "配送方法", "temperature": "配送区分", "kind": "注文種別", "island": "離島フラグ",
    "confirming": "楽天確認中フラグ", "warning": "警告表示タイプ", "goods": "商品合計金額", "postage": "送料合計",
    "cod_fee": "代引料合計", "total": "請求金額", "points": "ポイント利用額", "coupons": "クーポン利用総額",
    "shop_coupon": "店舗発行クーポン利用額", "mall_coupon": "楽天発行クーポン利用額", **_person("注文者", "buyer"),
    "mail": "注文者メールアドレス", "slip": "送付先ID", "noshi": "のし", **_person("送付先", "to"),
    "line": "商品明細ID", "name": "商品名", "item_number": "商品番号", "item": "商品管理番号", "price": "単価",
    "quantity": "個数", "included": "税込別", "options": "項目・選択肢", "sku_info": "SKU情報", "rate": "商品税率",
    "sku": "SKU管理番号", "system_sku": "システム連携用SKU番号", "wrapping_1": "ラッピング名1",
    "wrapping_fee_1": "ラッピング料金1", "wrapping_tax_1": "ラッピング税額1",
    "wrapping_included_1": "ラッピング税込別1",
    "wrapping_2": "ラッピング名2", "wrapping_fee_2": "ラッピング料金2", "wrapping_tax_2": "ラッピング税額2",
    "wrapping_included_2": "ラッピング税込別2", "slot": "お届け時間帯", "wished_on": "お届け日指定",
    "memo": "ひとことメモ", "gift": "ギフト配送希望", "remarks": "コメント", "device": "利用端末",
    "payment_fee": "決済手数料", "other_fee": "注文者負担金合計", "carrier": "購入時配送会社",
    "charged_10": "10%請求金額", "tax_10": "10%請求額に対する税額", "charged_8": "8%請求金額",
    "tax_8": "8%請求額に対する税額", "charged_0": "0%請求金額", "tax_0": "0%請求額に対する税額",
}  # fmt: skip


def shop(row):
    """The shop number that an order number begins with."""
    return row.number.strip().partition("-")[0]


def order(rows, options):
    """One order. Amounts of -9999 are not fixed yet, which keeps the order waiting."""
    row = rows[0]
    status, cancelled = text(row, "status"), text(row, "status") == "900"
    confirming = flag(row, "confirming")
    made = IncomingOrder(
        number=code(row, "number"),
        ordered_at=moment(row, "ordered_at"),
        buyer=_buyer(row),
        money=_money(row),
        standing="held" if confirming and not cancelled else STANDINGS.get(status, "held"),
        payment=text(row, "payment"),
        paid=PAID.get(status),
        kind=KINDS.get(text(row, "kind"), "normal"),
        device=DEVICES.get(text(row, "device"), ""),
        gift=True if text(row, "gift") == "1" else None,
        remarks=text(row, "remarks"),
        memo=text(row, "memo"),
    )
    if confirming:
        made.marks.append("mall_confirming")
    if text(row, "warning") not in ("", "0"):
        made.marks.append("mall_warning")
    if status not in STANDINGS:
        made.marks.append("not_understood")
    _fill(made, rows)
    if not _LABELS.sub("", made.remarks).strip():
        made.remarks = ""
    return made


def _fill(made, rows):
    """The recipients in the order they appear, and the lines of each."""
    places = {}
    for at, row in enumerate(rows, 1):
        key = text(row, "slip") or "1"
        if key not in places:
            places[key] = len(places)
            made.slips.append(_slip(made, row, key))
        made.lines.append(_line(row, at, places[key]))
    if len(made.slips) > 1 and text(rows[0], "island") == "1":
        for slip in made.slips:  # the flag is the order's: which of them is an island, only the address says
            slip.island = None


def _buyer(row):
    return Person(
        family=text(row, "buyer_family"), given=text(row, "buyer_given"),
        family_kana=kana_of(row.buyer_family_kana), given_kana=kana_of(row.buyer_given_kana),
        postal=postal_of(row.buyer_postal_1 + row.buyer_postal_2), prefecture=text(row, "buyer_prefecture"),
        city=text(row, "buyer_city"), street=text(row, "buyer_street"), building=text(row, "buyer_building"),
        phone=phone_of(row, "buyer_phone_1", "buyer_phone_2", "buyer_phone_3"), mail=text(row, "mail"),
    )  # fmt: skip


def _recipient(row):
    return Person(
        family=text(row, "to_family"), given=text(row, "to_given"),
        family_kana=kana_of(row.to_family_kana), given_kana=kana_of(row.to_given_kana),
        postal=postal_of(row.to_postal_1 + row.to_postal_2), prefecture=text(row, "to_prefecture"),
        city=text(row, "to_city"), street=text(row, "to_street"), building=text(row, "to_building"),
        phone=phone_of(row, "to_phone_1", "to_phone_2", "to_phone_3"),
    )  # fmt: skip


def _slip(made, row, key):
    noshi, noshi_name = noshi_of(row.noshi)
    slip = IncomingSlip(
        key=key,
        recipient=_recipient(row),
        noshi=noshi,
        noshi_name=noshi_name,
        wrapping="、".join(filter(None, (text(row, "wrapping_1"), text(row, "wrapping_2")))),
        service=text(row, "service"),
        carrier=carrier_of(text(row, "carrier")),
        temperature=TEMPERATURES.get(text(row, "temperature"), ""),
        island={"1": True, "0": False}.get(text(row, "island")),
    )
    if text(row, "wished_on") or text(row, "slot") not in ("", "0"):
        understood(made, slip, row, "wished_on", "slot")
    else:
        _wish_in_remarks(made, slip)
    return slip


def _wish_in_remarks(made, slip):
    """A wish that stands in the buyer's remarks under the label of Rakuten's form."""
    found = _WISH.search(made.remarks)
    if found:
        slip.wished_on = day_of(found[1]) if found[1] else None
        slip.slot = slot_of(found[2].strip()) or "none"


def _line(row, at, slip):
    options, sku_info = text(row, "options"), text(row, "sku_info")
    sku, own = code(row, "sku"), code(row, "system_sku")
    return IncomingLine(
        key=code(row, "line") or str(at),
        name=text(row, "name"),
        quantity=pieces(row, "quantity"),
        price=money(row, "price"),
        slip=slip,
        own_code=own or (code(row, "item_number") if sku in PLAIN_SKU else ""),
        mall_code=code(row, "item") or code(row, "item_number"),
        mall_sku=sku,
        options=options if sku_info in options else "\n".join(filter(None, (options, sku_info))),
        rate=rate(row, "rate"),
        included=text(row, "included") != "0",
    )


def _money(row):
    shop_coupon, mall_coupon = off(row, "shop_coupon"), off(row, "mall_coupon")
    return IncomingMoney(
        goods=unfixed(row, "goods", None),
        postage=unfixed(row, "postage"),
        cod_fee=unfixed(row, "cod_fee"),
        payment_fee=unfixed(row, "payment_fee") or 0,
        wrapping=sum(_wrapping(row, n) for n in (1, 2)),
        other_fee=unfixed(row, "other_fee") or 0,
        shop_coupon=shop_coupon or max(off(row, "coupons") - mall_coupon, 0),
        mall_coupon=mall_coupon,
        points=off(row, "points"),
        total=unfixed(row, "total", None),
        taxes=[
            (percent, charged, unfixed(row, f"tax_{percent}") or 0)
            for percent in (10, 8, 0)
            if (charged := unfixed(row, f"charged_{percent}"))
        ],
    )


def _wrapping(row, n):
    fee = unfixed(row, f"wrapping_fee_{n}") or 0
    return fee + (unfixed(row, f"wrapping_tax_{n}") or 0) * (text(row, f"wrapping_included_{n}") == "0")


FORMAT = Format(
    name="rakuten",
    label=_l("Rakuten orders"),
    kind="rakuten",
    columns=COLUMNS,
    required=(
        "number", "status", "ordered_at", "payment", "goods", "total", "slip", "item", "name", "price", "quantity",
        "to_family", "to_postal_1",
    ),
    order=order,
    shape=re.compile(r"\d{4,8}-\d{8}-\d{6,10}"),
    shop=shop,
    told_by={
        "remarks": ("remarks",),
        "memo": ("memo",),
        "device": ("device",),
        "lines.rate": ("rate",),
        "lines.options": ("options", "sku_info"),
        "slips.wished_on": ("wished_on", "remarks"),
        "slips.slot": ("slot", "remarks"),
        "slips.noshi": ("noshi",),
        "slips.temperature": ("temperature",),
        "money.taxes": ("charged_10", "charged_8", "charged_0"),
    },
)  # fmt: skip
