"""A product with an own field of every kind that lists are asked for, and rows that hold and lack each of them."""

import datetime as dt
from decimal import Decimal

import pytest

from app.kernel.clock import JST
from app.masters.products.record import PRODUCT
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped

FIELDS = {
    "x_rank": {"kind": "choice", "label": {"ja": "ランク"}, "list": "rank", "slot": "slot_text_1"},
    "x_grade": {"kind": "choice", "label": {"ja": "等級"}, "list": "rank"},
    "x_weight": {"kind": "decimal", "label": {"ja": "質量"}, "slot": "slot_number_1"},
    "x_length": {"kind": "number", "label": {"ja": "長さ"}},
    "x_stock": {"kind": "yen", "label": {"ja": "在庫金額"}, "slot": "slot_number_2"},
    "x_checked": {"kind": "date", "label": {"ja": "点検日"}, "slot": "slot_day_1"},
    "x_when": {"kind": "datetime", "label": {"ja": "受付日時"}, "slot": "slot_number_3"},
    "x_marks": {"kind": "many", "label": {"ja": "印"}, "list": "rank"},
    "x_live": {"kind": "bool", "label": {"ja": "現行"}},
    "x_keeper": {"kind": "link", "label": {"ja": "担当者"}, "link": "user", "slot": "slot_text_2"},
    "x_org": {"kind": "link", "label": {"ja": "部署"}, "link": "organisation"},
    "x_memo": {"kind": "text", "label": {"ja": "メモ"}},
}
CODES = {"rank": {"values": [{"code": one, "label": {"ja": one.upper()}} for one in "abc"]}}
TODAY = dt.date(2026, 11, 27)


def values(number, keeper, organisation):
    """Own values of the row with that number: some of them, different ones."""
    every = {
        "x_rank": "abc"[number % 3],
        "x_grade": "cab"[number % 3],
        "x_weight": Decimal(number * 37 % 100) / 4 - 5,
        "x_length": number % 7,
        "x_stock": number * 1000 - 3000,
        "x_checked": TODAY + dt.timedelta(days=number * 5 - 40),
        "x_when": dt.datetime(2026, 11, 1 + number, 23, 30, tzinfo=JST),
        "x_marks": list("abc"[: number % 4]),
        "x_live": number % 2 == 0,
        "x_keeper": keeper if number % 2 else None,
        "x_org": organisation if number % 3 else None,
        "x_memo": ("ボルト", "ﾎﾞﾙﾄ特注", "Ｍ8 ネジ", "100%_保証")[number % 4],
    }
    return {name: value for place, (name, value) in enumerate(every.items()) if (number + place) % 4}


@pytest.fixture
def own(inside, cast):
    """The product as yamada arranged it."""
    with inside(cast.system_admin):
        configure("codes", CODES, "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
        return shaped(PRODUCT)


@pytest.fixture
def rows(own, inside, cast, monkeypatch):
    """`{code: values}` of sixteen products; today is the 27th of November 2026."""
    monkeypatch.setattr("app.kernel.clock.today", lambda: TODAY)
    made = {}
    with inside(cast.master_admin) as who:
        for number in range(16):
            code, name = f"P{number:02}", ("六角ボルト", "平座金", "Ｌ字金具", "ばね")[number % 4]
            plain = {"code": code, "name": name, "tax_code": "10" if number % 3 else "8R", "unit": "個"}
            plain["price"] = Decimal(number * 25) / 2 if number % 5 else None
            plain |= values(number, cast.buyer.user_id, who.organisation_id)
            keeping.enter(own, plain)
            made[code] = plain
    return made
