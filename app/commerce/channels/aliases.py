"""Names that files give to the columns of shops; the first is ours in Japanese."""

ALIASES = {
    "code": ("受注ルートコード", "店舗コード", "コード"),
    "name": ("受注ルート名", "店舗名", "名称"),
    "kana": ("フリガナ", "カナ"),
    "kind": ("種類", "モール"),
    "account": ("店舗ID", "ショップID", "ストアアカウント"),
}
