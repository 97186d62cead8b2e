"""Names that files of other programs give to the columns of sales results; the first is ours in Japanese."""

ALIASES = {
    "code": ("売上番号", "販売実績番号", "実績番号", "売上No", "sales_no"),
    "sold_on": ("売上日", "計上日", "売上計上日", "販売日", "sales_date"),
    "partner_id": ("取引先", "取引先コード", "得意先コード", "顧客コード", "得意先", "account_code"),
    "product_id": ("品目", "品目コード", "商品コード", "商品CD", "product_code"),
    "category_id": (
        "分類",
        "分類コード",
        "商品カテゴリ",
        "商品カテゴリコード",
        "商品分類コード",
        "category_code",
    ),
    "organisation_id": ("担当組織", "担当部署", "組織コード", "部門コード", "org_code"),
    "owner_id": ("主担当", "営業担当", "担当者コード", "担当者", "user_code"),
    "quantity": ("数量", "売上数量", "qty"),
    "unit_price": ("単価", "売上単価", "unit_price"),
    "amount": ("金額", "売上金額", "税抜金額", "amount"),
    "cost": ("原価", "原価金額", "売上原価", "cost"),
    "gross": ("粗利", "粗利額", "粗利金額", "gross"),
    "opportunity_id": ("案件", "案件番号", "opp_no"),
    "slip_no": ("伝票番号", "売上伝票番号", "伝票No", "slip_no"),
    "line_no": ("明細番号", "伝票行", "行番号", "行No", "line"),
    "note": ("備考", "摘要", "remarks"),
    "update_kind": ("更新区分", "処理区分", "更新種別", "update_kind"),
}
