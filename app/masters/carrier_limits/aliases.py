"""Names that files of other programs give to the columns of limits; the first is ours in Japanese."""

ALIASES = {
    "code": ("制限コード", "コード"),
    "name": ("制限名", "地域名", "名称"),
    "carrier": ("運送会社", "配送会社", "配送業者"),
    "postal_prefix": ("郵便番号の先頭", "郵便番号"),
    "prefecture": ("都道府県",),
    "islands": ("離島のみ", "離島"),
    "no_cod": ("代引不可", "代金引換不可", "コレクト不可"),
    "no_slot": ("時間指定不可", "時間帯指定不可"),
    "no_cool": ("クール不可", "クール便不可"),
    "no_collect": ("着払不可", "着払い不可"),
    "relay_fee": ("中継料", "離島料金"),
    "extra_days": ("追加日数", "加算日数"),
    "note": ("備考", "メモ"),
}
