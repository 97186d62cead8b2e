"""Names that files of other programs give to the columns of account groups; the first is ours in Japanese."""

ALIASES = {
    "code": ("グループコード", "汎用グループコード", "group_code"),
    "name": ("グループ名", "汎用グループ名", "名称"),
    "parent_id": ("上位グループ", "親グループ", "parent_code"),
    "position": ("並び順", "表示順", "order"),
    "note": ("備考", "メモ"),
}
