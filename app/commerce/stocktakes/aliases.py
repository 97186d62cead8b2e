"""Names that files of counted figures give to their columns; the first of each is ours."""

COLUMNS = {
    "code": ("品目コード", "商品コード", "品番", "SKU", "JANコード", "JAN", "コード", "code"),
    "counted": ("実棚数", "棚卸数", "在庫数", "数量", "実数", "counted", "quantity"),
    "warehouse": ("倉庫コード", "倉庫", "拠点コード", "warehouse"),
    "lot": ("ロット", "ロット番号", "lot"),
    "best_before": ("賞味期限", "使用期限", "消費期限", "best before"),
    "unit_cost": ("単価", "仕入単価", "原価", "unit cost"),
}
