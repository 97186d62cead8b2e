"""The payment methods that a tenant starts with."""

STARTING = (
    ("card", "クレジットカード", "card",
     ("クレジットカード決済", "クレジット決済", "カード決済", "Apple Pay", "AmazonPay", "Amazon Pay")),
    ("cod", "代金引換", "cod", ("代引", "代引き", "ヤマト代引", "商品代引")),
    ("bank", "銀行振込", "prepay", ("前払い", "郵便振替", "銀行振込（前払い）", "Bank Deposit")),
    ("cvs", "コンビニ（前払い）", "prepay",
     ("セブンイレブン（前払）", "ローソン、郵便局ATM等（前払）", "コンビニ決済", "コンビニ前払い")),
    ("postpay", "後払い", "postpay", ("後払い決済", "NP後払い", "コンビニ後払い")),
    ("invoice", "請求書払い", "invoice", ("掛け払い", "掛売")),
    ("points", "全額ポイント", "points", ("ポイント", "ポイント払い")),
    ("wallet", "ウォレット決済", "wallet",
     ("PayPay残高等", "PayPay", "PayPal", "Alipay", "Alipay（支付宝）", "楽天ペイ", "d払い", "auかんたん決済")),
    ("loan", "ショッピングローン", "loan", ("ショッピングクレジット／ローン", "ローン")),
)  # fmt: skip
"""What a tenant starts with: code, name, kind, the shops' words (rakuten_settlement.csv, others from memory)."""
