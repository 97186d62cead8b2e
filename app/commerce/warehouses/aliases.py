"""Names that files of other programs give to the columns of warehouses; the first is ours in Japanese."""

ALIASES = {
    "code": ("倉庫コード", "倉庫CD", "拠点コード", "ロケーションコード", "コード"),
    "name": ("倉庫名", "拠点名", "ロケーション名", "名称"),
    "kind": ("倉庫区分", "自社外部区分", "区分"),
    "address": ("所在地", "住所", "倉庫住所"),
    "priority": ("優先順位", "引当順", "優先度"),
    "sells": ("引当対象", "販売可", "出荷可"),
    "note": ("備考", "メモ"),
}
