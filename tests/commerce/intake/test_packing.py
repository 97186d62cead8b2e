"""What differs between two orders, and what a file cannot know."""

import datetime as dt
from dataclasses import replace

import orjson
import pytest

from app.commerce.intake.packing import completed, differences, filled, kept, packed, spread
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person

BEFORE = {
    "remarks": "急ぎ",
    "money": {"total": 100, "taxes": [[10, 100, 9]]},
    "slips": {"7": {"wished_on": "2026-11-09"}},
}
AFTER = {"remarks": "", "money": {"total": 120, "taxes": []}, "slips": {"7": {"wished_on": None}}}
PARTIAL = ("remarks", "money.taxes", "slips.wished_on")


def test_what_a_file_cannot_know_is_no_difference():
    assert differences(BEFORE, AFTER, PARTIAL) == {("money", "total"): (100, 120)}
    assert set(differences(BEFORE, AFTER)) == {
        ("remarks",), ("money", "total"), ("money", "taxes"), ("slips", "7", "wished_on"),
    }  # fmt: skip


def test_a_whole_part_may_be_unknown():
    assert differences(BEFORE, AFTER, ("money", "slips", "remarks")) == {}


def test_what_was_known_stays_known():
    assert completed(BEFORE, AFTER, PARTIAL) == {
        "remarks": "急ぎ",
        "money": {"total": 120, "taxes": [[10, 100, 9]]},
        "slips": {"7": {"wished_on": "2026-11-09"}},
    }
    assert completed(BEFORE, AFTER) == AFTER
    assert completed({}, AFTER, PARTIAL) == AFTER


HANAKO = Person(family="山田", given="花子", postal="1050011", phone="03-1234-5678")
BARE = IncomingOrder(number="1", ordered_at=dt.datetime(2026, 11, 5, 3, 0, tzinfo=dt.UTC))
FULL = replace(
    BARE,
    buyer=HANAKO,
    slips=[
        IncomingSlip(key="7", recipient=HANAKO, wished_on=dt.date(2026, 11, 9), island=False, trackings=("1", "2")),
        IncomingSlip(key="8", slot="am", pieces=0),
    ],
    lines=[
        IncomingLine(key="a", name="煎茶", quantity=3, price=500, rate=0, slip=1, included=False),
        IncomingLine(key="b", name="", quantity=1, cancelled=True),
    ],
    money=IncomingMoney(goods=0, postage=None, total=1500, taxes=[(8, 1500, 111)]),
    standing="held",
    paid=False,
    paid_on=dt.date(2026, 11, 6),
    gift=True,
    remarks="急ぎ",
)  # fmt: skip


@pytest.mark.parametrize("order", [BARE, FULL], ids=["bare", "full"])
def test_what_is_kept_says_all_that_was_said_and_nothing_else(order):
    held = orjson.loads(orjson.dumps(kept(order)))
    assert spread(held) == packed(order)
    assert differences(spread(held), packed(order)) == {}
    assert spread(packed(order)) == packed(order), "as orders were kept before"
    unknown = replace(order, remarks="", partial=("remarks",))
    assert packed(filled(unknown, spread(held))) == packed(order)


def test_what_nobody_says_takes_no_room():
    assert orjson.loads(orjson.dumps(kept(BARE))) == {
        "number": "1", "ordered_at": "2026-11-05T03:00:00+00:00", "buyer": {}, "money": {}, "slips": {}, "lines": {},
    }  # fmt: skip
    assert kept(FULL)["slips"]["8"] == {"slot": "am", "pieces": 0, "recipient": {}}
    assert spread(None) == spread({}) == {}
