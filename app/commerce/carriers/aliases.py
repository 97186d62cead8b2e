"""Names that files give to the columns of contracts; the first is ours in Japanese."""

ALIASES = {
    "code": ("契約コード", "コード"),
    "name": ("契約名", "名称"),
    "kana": ("フリガナ", "カナ"),
    "system": ("送り状システム", "システム"),
    "service": ("標準の商品", "商品"),
    "customer_code": ("お客様コード", "請求先顧客コード", "荷送人コード"),
}
