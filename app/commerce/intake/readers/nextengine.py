"""ネクストエンジン 汎用受注 (ec.md §1.7): 41 columns that many other tools write as well."""

from app.commerce.intake.cells import flag, money, rate, text
from app.commerce.intake.formats import Format
from app.commerce.intake.readers import flat
from app.commerce.intake.readers.fields import EXTRA_FIELDS, FIELDS
from app.commerce.intake.words import is_cod, marked_temperature
from app.kernel.i18n import _l

MAPPED = {
    "number": "店舗伝票番号", "ordered_at": "受注日", "buyer_postal": "受注郵便番号", "buyer_street": "受注住所１",
    "buyer_building": "受注住所２", "buyer_family": "受注名", "buyer_family_kana": "受注名カナ",
    "buyer_phone": "受注電話番号", "mail": "受注メールアドレス", "to_postal": "発送郵便番号",
    "to_street": "発送先住所１",
    "to_building": "発送先住所２", "to_family": "発送先名", "to_family_kana": "発送先カナ", "to_phone": "発送電話番号",
    "payment": "支払方法", "service": "発送方法", "carrier": "発送方法", "goods": "商品計", "tax": "税金",
    "postage": "発送料", "payment_fee": "手数料", "points": "ポイント", "other_fee": "その他費用", "total": "合計金額",
    "gift_flag": "ギフトフラグ", "slot": "時間帯指定", "wished_on": "日付指定", "memo": "作業者欄", "remarks": "備考",
    "name": "商品名", "own_code": "商品コード", "price": "商品価格", "quantity": "受注数量",
    "options": "商品オプション",
    "shipped": "出荷済フラグ", "customer_code": "顧客コード", "rate": ("消費税率（%）", "消費税率"), "noshi": "のし",
    "wrapping": "ラッピング", "card_message": "メッセージ",
}  # fmt: skip
COLUMNS = {**dict.fromkeys((*FIELDS, *EXTRA_FIELDS), ()), **MAPPED}


def order(rows, options):
    """One order; the temperature may stand in the remarks, the tax in a column of its own."""
    row = rows[0]
    made = flat.order(rows, options)
    temperature, made.remarks = marked_temperature(made.remarks)
    for slip in made.slips:
        slip.temperature = temperature or slip.temperature
    for line in made.lines:
        line.mall_code = line.own_code
    made.gift = True if flag(row, "gift_flag") else None
    if flag(row, "shipped"):
        made.standing = "shipped"
    if is_cod(made.payment):
        made.money.cod_fee, made.money.payment_fee = made.money.payment_fee, 0
    if made.money.other_fee < 0:
        made.money.other_discount, made.money.other_fee = -made.money.other_fee, 0
    _outside_tax(made, rows)
    return made


def _outside_tax(made, rows):
    """Tax in its own column: prices are without it."""
    tax = money(rows[0], "tax")
    rates = {rate(row, "rate") for row in rows}
    if not tax:
        return
    for line in made.lines:
        line.included = False
    if len(rates) == 1 and text(rows[0], "rate"):
        made.money.taxes = [(rates.pop(), sum(line.price * line.quantity for line in made.lines) + tax, tax)]


FORMAT = Format(
    name="nextengine",
    label=_l("NextEngine orders"),
    kind="nextengine",
    columns=COLUMNS,
    required=(
        "number", "ordered_at", "buyer_family", "to_family", "to_postal", "total", "name", "own_code", "price",
        "quantity",
    ),
    order=order,
    told_by={
        "device": ("never",),
        "paid": ("never",),
        "memo": ("memo",),
        "remarks": ("remarks",),
        "money.taxes": ("tax",),
        "lines.rate": ("rate",),
        "slips.wished_on": ("wished_on",),
        "slips.slot": ("slot",),
    },
)  # fmt: skip
