"""Which payment method a shop's word means."""

from dataclasses import dataclass

from sqlalchemy import select

from app.commerce.payment_methods.model import PaymentMethod
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.ids import new_id
from app.kernel.text import fold
from app.platform.search.model import search_text_of

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


@dataclass(frozen=True)
class Method:
    """What an order needs to know of its method."""

    id: object
    name: str
    kind: str


class Methods:
    """The tenant's payment methods by code and by the shops' words; the starting ones are entered when it has none."""

    def __init__(self):
        rows = _rows() or _start()
        self.by_code = {code: Method(one, name, kind) for one, code, name, kind, _names in rows}
        self.by_word = {
            fold(word): self.by_code[code]
            for _one, code, name, _kind, names in reversed(rows)
            for word in (name, *names.splitlines())
            if word.strip()
        }

    def find(self, code, word):
        """The method of a code, else of a word; None when it is not set up."""
        return self.by_code.get(code) or self.by_word.get(fold(word))


def _rows():
    return session.execute(
        select(
            PaymentMethod.id, PaymentMethod.code, PaymentMethod.name, PaymentMethod.kind, PaymentMethod.names
        )
        .where(PaymentMethod.state == "active")
        .order_by(PaymentMethod.code)
    ).all()


def _start():
    rows = [(new_id(), code, name, kind, "\n".join(words)) for code, name, kind, words in STARTING]
    copy_in(
        PaymentMethod,
        [
            {"id": one, "code": code, "name": name, "kind": kind, "names": names,
             "search_text": search_text_of((code, name, names)), "state": "active"}
            for one, code, name, kind, names in rows
        ],
    )  # fmt: skip
    return rows
