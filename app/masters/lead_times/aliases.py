"""Names that files of other programs give to the columns of lead times; the first is ours in Japanese."""

ALIASES = {
    "code": ("ルールコード", "コード"),
    "name": ("ルール名", "名称"),
    "origin": ("発地", "発送元", "出荷元都道府県", "発送元都道府県"),
    "destination": ("着地", "届け先", "届け先都道府県", "お届け先都道府県"),
    "postal_prefix": ("郵便番号の先頭", "届け先郵便番号", "郵便番号"),
    "days": ("日数", "配送日数", "リードタイム"),
    "earliest_slot": ("最短時間帯", "時間帯"),
    "note": ("備考", "メモ"),
}
