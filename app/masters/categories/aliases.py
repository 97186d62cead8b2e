"""Names that files of other programs give to the columns of categories; the first is ours in Japanese."""

ALIASES = {
    "code": ("分類コード", "カテゴリコード", "カテゴリーコード", "品目分類コード", "コード"),
    "name": ("分類名", "カテゴリ名", "カテゴリー名", "品目分類名", "名称"),
    "kana": ("フリガナ", "カナ", "読み", "ふりがな"),
    "account_code": ("勘定科目コード", "科目コード"),
    "account_name": ("勘定科目", "勘定科目名", "科目名"),
}
