"""EC-CUBE 4 受注CSV (ec.md §1.6): one row a line, where postage, fees, discounts and points are lines as well."""

from app.commerce.intake.cells import BadCell, code, day, moment, money, pieces, rate, text
from app.commerce.intake.formats import Format
from app.commerce.intake.people import city_of, kana_of, phone_of, postal_of
from app.commerce.intake.readers.wishes import understood
from app.commerce.intake.words import carrier_of, is_cod, temperature_in
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.kernel.i18n import _l

STANDINGS = {
    "1": "open", "3": "cancelled", "4": "open", "5": "shipped", "6": "open", "7": "unfinished", "8": "unfinished",
    "9": "shipped",
}  # fmt: skip
GOODS, POSTAGE, FEE, DISCOUNT, TAX, POINTS = "123456"
KINDS = {"商品": GOODS, "送料": POSTAGE, "手数料": FEE, "割引": DISCOUNT, "税": TAX, "ポイント": POINTS}


def _person(prefix, side):
    return {
        f"{side}_family": f"{prefix}お名前(姓)", f"{side}_given": f"{prefix}お名前(名)",
        f"{side}_family_kana": f"{prefix}お名前(セイ)", f"{side}_given_kana": f"{prefix}お名前(メイ)",
        f"{side}_company": f"{prefix}会社名", f"{side}_postal": f"{prefix}郵便番号",
        f"{side}_prefecture": f"{prefix}都道府県(名称)", f"{side}_1": f"{prefix}住所1", f"{side}_2": f"{prefix}住所2",
        f"{side}_phone": f"{prefix}TEL",
    }  # fmt: skip


COLUMNS = {
    "number": "注文番号", "id": "注文ID", "customer": "会員ID", **_person("", "buyer"), "mail": "メールアドレス",
    "memo": "ショップ用メモ欄", "subtotal": "小計", "discount": "値引き", "postage": "送料", "total": "支払合計",
    "sum": "合計", "status": "対応状況(ID)", "payment": "支払方法(名称)", "ordered_at": "受注日", "paid_on": "入金日",
    "line": "注文詳細ID", "name": "商品名", "item": "商品コード", "class_1": "規格名1", "class_2": "規格名2",
    "choice_1": "規格分類名1", "choice_2": "規格分類名2", "price": "価格", "quantity": "個数", "rate": "税率",
    "kind": ("明細区分(ID)", "明細区分(名称)"), "slip": "出荷ID", **_person("配送先_", "to"),
    "carrier": "配送業者(名称)", "slot": "お届け時間(名称)", "wished_on": "お届け希望日", "slip_postage": "送料@2",
    "shipped_on": "発送日", "tracking": "出荷伝票番号", "label_note": "配達用メモ",
}  # fmt: skip


def order(rows, options):
    """One order. Goods are priced without tax, fee lines with it, as the shop system writes them."""
    row = rows[0]
    made = IncomingOrder(
        number=code(row, "number"),
        ordered_at=moment(row, "ordered_at"),
        buyer=_reader(row, "buyer", text(row, "mail")),
        money=_money(rows),
        standing=STANDINGS.get(text(row, "status"), "held"),
        payment=text(row, "payment"),
        paid=True if text(row, "paid_on") or text(row, "status") == "6" else None,
        paid_on=day(row, "paid_on"),
        memo=text(row, "memo"),
        customer_code=code(row, "customer"),
    )
    if text(row, "status") not in STANDINGS:
        made.marks.append("not_understood")
    places = {}
    for at, one in enumerate(rows, 1):
        if _kind(one) != GOODS:
            continue
        key = code(one, "slip") or "1"
        if key not in places:
            places[key] = len(places)
            made.slips.append(_slip(made, one, key))
        made.lines.append(_line(one, at, places[key]))
    if not made.lines and made.standing not in ("cancelled", "unfinished"):
        raise BadCell(row, "name", "no_lines")
    return made


def _kind(row):
    said = text(row, "kind")
    found = KINDS.get(said, said)
    if found not in KINDS.values():
        raise BadCell(row, "kind", "choice")
    return found


def _reader(row, side, mail=""):
    city, rest = city_of(getattr(row, f"{side}_1"))
    street, building = (rest, text(row, f"{side}_2")) if rest else (text(row, f"{side}_2"), "")
    return Person(
        family=text(row, f"{side}_family"), given=text(row, f"{side}_given"),
        family_kana=kana_of(getattr(row, f"{side}_family_kana")),
        given_kana=kana_of(getattr(row, f"{side}_given_kana")),
        company=text(row, f"{side}_company"), postal=postal_of(getattr(row, f"{side}_postal")),
        prefecture=text(row, f"{side}_prefecture"), city=city, street=street, building=building,
        phone=phone_of(row, f"{side}_phone"), mail=mail,
    )  # fmt: skip


def _slip(made, row, key):
    slip = IncomingSlip(
        key=key,
        recipient=_reader(row, "to"),
        carrier=carrier_of(text(row, "carrier")),
        service=text(row, "carrier"),
        temperature=temperature_in(row.carrier),
        label_note=text(row, "label_note"),
        trackings=tuple(code(row, "tracking").split()),
        shipped_on=day(row, "shipped_on"),
    )
    understood(made, slip, row, "wished_on", "slot")
    return slip


def _line(row, at, slip):
    chosen = (
        f"{text(row, f'class_{n}')}:{text(row, f'choice_{n}')}".strip(":")
        for n in (1, 2)
        if text(row, f"choice_{n}")
    )
    return IncomingLine(
        key=code(row, "line") or str(at),
        name=text(row, "name"),
        quantity=pieces(row, "quantity"),
        price=money(row, "price"),
        slip=slip,
        mall_code=code(row, "item"),
        options="\n".join(chosen),
        rate=rate(row, "rate"),
        included=False,
    )


def _money(rows):
    """Fees, discounts and points as the lines say; the order's own columns where there are no such lines."""
    row = rows[0]
    sums = dict.fromkeys(KINDS.values(), 0)
    found = set()
    for one in rows:
        kind = _kind(one)
        found.add(kind)
        if kind != GOODS:
            sums[kind] += money(one, "price") * (money(one, "quantity", 1) or 1)
    fee, cod = sums[FEE], is_cod(text(row, "payment"))
    return IncomingMoney(
        goods=money(row, "subtotal", None),
        postage=sums[POSTAGE] if POSTAGE in found else money(row, "postage"),
        cod_fee=fee if cod else 0,
        payment_fee=0 if cod else fee,
        other_fee=sums[TAX],
        points=-sums[POINTS],
        other_discount=-sums[DISCOUNT] if found & {DISCOUNT, POINTS} else money(row, "discount"),
        total=money(row, "total", money(row, "sum", None)),
    )


FORMAT = Format(
    name="eccube4",
    label=_l("EC-CUBE 4 orders"),
    kind="eccube4",
    columns=COLUMNS,
    required=("number", "ordered_at", "status", "name", "price", "quantity", "kind", "to_family", "to_1"),
    order=order,
    told_by={
        "remarks": ("never",),
        "device": ("never",),
        "memo": ("memo",),
        "slips.wished_on": ("wished_on",),
        "slips.slot": ("slot",),
        "lines.rate": ("rate",),
        "money.taxes": ("never",),
    },
)
