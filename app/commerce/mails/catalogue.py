"""Placeholders of mail texts, as shops write them, and what each means."""

from app.kernel.i18n import _l

PLACEHOLDERS = {
    "お名前": ("buyer_name", _l("Name of the buyer")),
    "会社名": ("buyer_company", _l("Company of the buyer")),
    "受注番号": ("order_number", _l("Order number of the shop")),
    "受注日時": ("ordered_at", _l("Day and time of the order")),
    "店舗名": ("shop_name", _l("Name of the shop")),
    "明細": ("lines", _l("What was ordered, one line each")),
    "発送明細": ("slip_lines", _l("What lies in this parcel")),
    "金額内訳": ("money", _l("The amounts, with tax per rate")),
    "合計金額": ("total", _l("Charged amount")),
    "支払方法": ("payment", _l("Payment method")),
    "入金日": ("paid_on", _l("Day the money came")),
    "お届け先": ("recipients", _l("Names and addresses of the recipients")),
    "お届け希望日": ("wished_on", _l("Wished day")),
    "お届け希望時間": ("slot", _l("Wished time")),
    "発送日": ("shipped_on", _l("Day of shipping")),
    "発送予定日": ("planned_on", _l("Planned shipping day")),
    "配送会社": ("carrier", _l("Carrier")),
    "お問い合わせ番号": ("trackings", _l("All tracking numbers")),
    "追跡URL": ("tracking_urls", _l("Addresses under which the parcels are followed")),
    "欠品商品": ("short_lines", _l("Goods that are missing")),
    "お客様ページ": ("page", _l("Private link to the customer's page")),
    "配信停止": ("opt_out", _l("Private link where advertising is declined")),
    "ランク名": ("rank_name", _l("Rank of the customer")),
    "ランク文": ("rank_text", _l("Sentence of the customer's rank")),
    "購入回数": ("order_count", _l("How many times the customer has ordered")),
    "メッセージ": ("message", _l("Words that are written when the mail is sent")),
    "署名": ("signature", _l("Signature of the shop")),
}
"""`{name: (code, meaning)}`. A text says `{お名前}`, or `{お届け希望日|ご指定なし}` with words for none."""
SPOT = "挿入:"
"""`{挿入:お届け}` is the spot "お届け": the sentences that apply stand there, or nothing."""
SPOTS = ("冒頭", "お支払い", "お届け", "ギフト", "結び")
"""Spots that are offered; a shop may name others."""
EXAMPLE = "{受注番号}"
MESSAGE = "メッセージ"
"""Words of the person who sends the mail."""
OPT_OUT = "配信停止"
"""What a text with advertising must hold."""
