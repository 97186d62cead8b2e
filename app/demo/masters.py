"""取引先 and 品目 of the demonstration: three suppliers, a few customers, 400 products with prices."""

import random
from decimal import Decimal

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
CUSTOMERS = ("北関東自動車部品株式会社", "多摩精密工業株式会社", "株式会社湘南ロボティクス", "川口ポンプ製作所")
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
# category, stem, reading, unit, base price in yen, sizes that end the name
SERIES = (
    ("10", "丸棒 S45C", "マルボウ", "本", 1_450, [f"φ{d}×{n}" for d in (10, 12, 16, 20, 25, 30, 40, 50) for n in (500, 1000)]),
    ("10", "角棒 SS400", "カクボウ", "本", 1_180, [f"□{d}×1000" for d in (9, 12, 16, 19, 22, 25, 32, 38, 44, 50)]),
    ("10", "平鋼 SUS304", "ヒラコウ", "本", 3_900, [f"{t}×{w}×1000" for t in (3, 5, 6, 9) for w in (20, 25, 32, 38, 50)]),
    ("20", "深溝玉軸受", "フカミゾタマジクウケ", "個", 320, [f"{n}{s}" for n in (6000, 6001, 6002, 6003, 6004, 6200, 6201, 6202, 6203, 6204, 6205, 6206) for s in ("ZZ", "DDU", "VV")]),
    ("20", "円すいころ軸受", "エンスイコロジクウケ", "個", 1_280, [f"{n}" for n in range(30202, 30222)]),
    ("20", "リニアガイド", "リニアガイド", "本", 12_800, [f"幅{w} 長さ{n}" for w in (15, 20, 25, 30) for n in (400, 800, 1200)]),
    ("30", "六角ボルト SUS", "ロッカクボルト", "箱", 980, [f"M{d}×{n}（50本入）" for d in (5, 6, 8, 10, 12) for n in (16, 20, 25, 30, 40, 50)]),
    ("30", "六角穴付ボルト", "ロッカクアナツキボルト", "箱", 860, [f"M{d}×{n}（100本入）" for d in (3, 4, 5, 6, 8) for n in (8, 10, 12, 16, 20, 25)]),
    ("30", "平座金", "ヒラザガネ", "箱", 420, [f"M{d}（200枚入）" for d in (3, 4, 5, 6, 8, 10, 12, 16)]),
    ("40", "超硬エンドミル 4枚刃", "チョウコウエンドミル", "本", 4_800, [f"φ{d}" for d in range(1, 21)]),
    ("40", "ハイスドリル", "ハイスドリル", "本", 380, [f"φ{d / 10:.1f}" for d in range(20, 130, 5)]),
    ("40", "旋削チップ", "センサクチップ", "箱", 7_200, [f"{k}MG1204{n:02d}（10個入）" for k in ("CN", "DN", "WN", "TN") for n in (4, 8, 12)]),
    ("50", "近接センサ", "キンセツセンサ", "個", 5_600, [f"M{d} {t}" for d in (8, 12, 18, 30) for t in ("NPN", "PNP")]),
    ("50", "リレー", "リレー", "個", 1_150, [f"{v} {c}極" for v in ("DC12V", "DC24V", "AC100V", "AC200V") for c in (1, 2, 4)]),
    ("50", "端子台", "タンシダイ", "個", 640, [f"{p}極" for p in (4, 6, 8, 10, 12, 16, 20, 24)]),
    ("50", "サーボモータ", "サーボモータ", "台", 48_000, [f"{w}W" for w in (50, 100, 200, 400, 750, 1000)]),
    ("60", "切削油", "セッサクユ", "缶", 9_800, ["水溶性 18L", "不水溶性 18L", "水溶性 200L", "不水溶性 200L"]),
    ("60", "グリース", "グリース", "本", 720, [f"No.{n} 400g" for n in range(4)]),
    ("70", "段ボール箱", "ダンボールバコ", "枚", 95, [f"{n}サイズ" for n in (60, 80, 100, 120, 140, 160)]),
    ("70", "緩衝材", "カンショウザイ", "巻", 2_400, ["幅300 42m", "幅600 42m", "幅1200 42m"]),
    ("10", "鋼板 SPCC", "コウハン", "枚", 2_100, [f"t{t / 10:.1f} {w}" for t in (8, 10, 12, 16, 23, 32) for w in ("914×1829", "1219×2438")]),
    ("20", "オイルシール", "オイルシール", "個", 210, [f"{t} {d}×{d + 17}" for t in ("TC", "SC") for d in range(12, 48, 3)]),
    ("30", "六角ナット", "ロッカクナット", "箱", 360, [f"M{d}（200個入）" for d in (3, 4, 5, 6, 8, 10, 12, 16, 20, 24)]),
    ("40", "スパイラルタップ", "スパイラルタップ", "本", 1_350, [f"M{d}" for d in (2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24)]),
    ("50", "ロボットケーブル", "ロボットケーブル", "m", 390, [f"{c}芯 {a}sq" for c in (2, 4, 6, 8) for a in ("0.2", "0.3", "0.5", "0.75")]),
    ("50", "押しボタンスイッチ", "オシボタンスイッチ", "個", 880, [f"φ{d} {c}" for d in (16, 22, 30) for c in ("赤", "緑", "黄", "白")]),
    ("70", "PPバンド", "ピーピーバンド", "巻", 3_100, [f"{w}mm {c}" for w in (12, 15, 16, 19) for c in ("透明", "黄")]),
    ("80", "現品ラベル", "ゲンピンラベル", "箱", 1_480, [f"{n}面 {c}" for n in (10, 12, 18, 21, 24, 44) for c in ("白", "黄")]),
    ("80", "コピー用紙", "コピーヨウシ", "箱", 2_350, ["A4 500枚×5", "A3 500枚×3", "B4 500枚×5"]),
    ("80", "作業手袋", "サギョウテブクロ", "双", 180, ["S", "M", "L", "LL"]),
)  # fmt: skip


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
    chance, kind, number = random.Random(2026), RECORD_TYPES["product"], 0
    for category, stem, kana, unit, base, sizes in SERIES:
        for place, size in enumerate(sizes):
            number += 1
            price = Decimal(base) * (1 + Decimal(place) / 12) * Decimal(chance.randint(92, 112)) / 100
            keeping.enter(
                kind,
                {
                    "code": f"P{number:04d}",
                    "name": f"{stem} {size}",
                    "kana": kana,
                    "unit": unit,
                    "tax_code": "10",
                    "category_id": categories[category].id,
                    "price": price.quantize(Decimal(1)) if base >= 1000 else price.quantize(Decimal("0.1")),
                    "price_from": today(),
                },
            )


def _partners():
    kind = RECORD_TYPES["partner"]
    partners = {}
    for code, slug in (("S001", "kanda"), ("S002", "tokai")):
        facts = {name: value for name, value in FACTS[slug].items()}
        values = {**facts, **PAYING, "code": code, "is_supplier": True, "email": f"eigyo@{slug}.example"}
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
