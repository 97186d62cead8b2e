"""The heading of Amazon's template for confirming shipments: mark, labels, keys (domain reference §3.1).

A feed names only the columns we fill (Amazon takes the others as empty); the file to upload has all of the template.
"""

COLUMNS = {
    "order-id": "注文番号",
    "order-item-id": "注文商品番号",
    "quantity": "出荷数",
    "ship-date": "出荷日",
    "carrier-code": "配送業者コード",
    "carrier-name": "配送業者名",
    "tracking-number": "お問合わせ伝票番号",
    "ship-method": "配送方法",
}
MARK = [
    "TemplateType=OrderFulfillment",
    "Version=2011.1102",
    "この行はAmazonが使用しますので変更・削除しないでください。",
]
