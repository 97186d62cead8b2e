"""What carriers' files of issued numbers, and our own, call their columns (formats/*_export*.csv)."""

B2 = {"key": ("お客様管理番号",), "number": ("伝票番号",), "day": ("出荷予定日",)}
EHIDEN = {
    "key": ("お客様管理番号", "お客様管理ナンバー", "顧客管理番号"),
    "number": (
        "お問い合せ送り状No.", "お問い合せ送り状№", "お問合せ送り状No", "お問い合せNo.", "問い合せ№", "問い合せNo.",
        "お問い合わせ送り状No.",
    ),
    "day": ("出荷日",),
}  # fmt: skip
YUPACK = {"key": ("お客様側管理番号",), "number": ("お問い合わせ番号",), "day": ("仮引受確定作業年月日",)}
SEINO = {"key": ("管理番号",), "number": ("お問合せ番号",), "day": ("出荷予定日",)}
OWN = {
    "key": ("受注番号", "注文番号", "伝票キー", "伝票番号キー", "order_number", "key"),
    "number": (
        "お問い合わせ伝票番号",
        "お荷物伝票番号",
        "送り状番号",
        "追跡番号",
        "配送伝票番号",
        "tracking_number",
    ),
    "carrier": ("配送会社", "運送会社", "carrier"),
    "day": ("出荷日", "発送日", "shipped_on"),
}
FORMATS = {"b2": B2, "ehiden": EHIDEN, "yupack": YUPACK, "seino": SEINO, "own": OWN}
"""In the order in which a file is recognised: the most particular first."""
CARRIERS = {"b2": "yamato", "ehiden": "sagawa", "yupack": "japanpost", "seino": "seino"}
