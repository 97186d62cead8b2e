"""取引先 and 品目 of the demonstration: three suppliers, a few customers, 400 products with prices."""

import csv
from decimal import Decimal
from pathlib import Path

from app.demo.companies import FACTS
from app.kernel.clock import today
from app.kernel.db import session
from app.masters.categories.model import Category
from app.masters.partners.banking import add_account
from app.masters.partners.connecting import connect
from app.masters.partners.model import Partner
from app.masters.products.model import Product
from app.records.kit import keeping
from app.records.kit.describing import RECORD_TYPES

PAYING = {"closing_day": 31, "pay_months": 1, "pay_day": 31}
GUEST = {
    "code": "S003",
    "name": "大和電機商会",
    "kana": "ダイワデンキショウカイ",
    "email": "eigyo@daiwa.example",
    "contact_name": "大和 一郎",
    "address": "大阪府大阪市浪速区日本橋4-4-4",
    "phone": "06-5555-0400",
}
CUSTOMERS = (
    "北関東自動車部品株式会社",
    "多摩精密工業株式会社",
    "株式会社湘南ロボティクス",
    "川口ポンプ製作所",
)
CATEGORIES = {
    "10": ("鋼材", "コウザイ", "521"),
    "20": ("軸受", "ジクウケ", "521"),
    "30": ("ねじ・ボルト", "ネジボルト", "521"),
    "40": ("切削工具", "セッサクコウグ", "611"),
    "50": ("電気部品", "デンキブヒン", "521"),
    "60": ("油脂・薬品", "ユシヤクヒン", "611"),
    "70": ("梱包資材", "コンポウシザイ", "614"),
    "80": ("事務用品", "ジムヨウヒン", "612"),
}
PRODUCTS = Path(__file__).with_name("products.csv")


def enter_all():
    """Enter categories, products and partners as the master administrator. Returns the partners by code."""
    category = RECORD_TYPES["category"]
    made = {
        code: keeping.enter(category, {"code": code, "name": name, "kana": kana, "account_code": account})
        for code, (name, kana, account) in CATEGORIES.items()
    }
    _products(made)
    return _partners()


def _products(categories):
    kind = RECORD_TYPES["product"]
    with PRODUCTS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            category = categories[row.pop("category")]
            price = {"price": Decimal(row.pop("price")), "price_from": today()}
            keeping.enter(kind, {**row, **price, "tax_code": "10", "category_id": category.id})


def _partners():
    kind = RECORD_TYPES["partner"]
    partners = {}
    for code, slug in (("S001", "kanda"), ("S002", "tokai")):
        values = {
            **FACTS[slug],
            **PAYING,
            "code": code,
            "is_supplier": True,
            "email": f"eigyo@{slug}.example",
        }
        partners[code] = keeping.enter(kind, values)
        connect(partners[code], slug)
    partners["S003"] = keeping.enter(kind, {**GUEST, **PAYING, "is_supplier": True})
    add_account(
        partners["S003"],
        {
            "bank_code": "0010",
            "bank_name": "りそな銀行",
            "branch_code": "113",
            "branch_name": "難波支店",
            "account_type": "1",
            "account_number": "2468135",
            "holder_kana": "ﾀﾞｲﾜﾃﾞﾝｷｼｮｳｶｲ",
        },
    )
    for number, name in enumerate(CUSTOMERS, 1):
        values = {"code": f"C{number:03d}", "name": name, "is_customer": True, "is_supplier": False, **PAYING}
        keeping.enter(kind, values)
    session.flush()  # cases refer to them
    return partners


def catalogue():
    """`{category code: [Product, …]}` for writing cases."""
    found = {}
    rows = session.query(Product, Category.code).join(
        Category, (Category.id == Product.category_id) & (Category.tenant_id == Product.tenant_id)
    )
    for product, code in rows.order_by(Product.code):
        found.setdefault(code, []).append(product)
    return found


def suppliers():
    """The three suppliers by code."""
    return {one.code: one for one in session.query(Partner).filter(Partner.is_supplier)}
