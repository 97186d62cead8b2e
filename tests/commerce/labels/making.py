"""Labels made by hand, and the samples of the domain reference as the bytes a carrier would see."""

import datetime as dt
from pathlib import Path

from app.commerce.labels.label import Label
from app.commerce.persons.person import Person

SAMPLES = Path(__file__).parent / "samples"
TODAY = dt.date(2026, 11, 6)
HANAKO = Person(
    family="髙橋", given="花子", family_kana="タカハシ", given_kana="ハナコ", postal="1050011",
    prefecture="東京都", city="港区", street="芝公園４－２－８", building="第①芝公園ビル３Ｆ", phone="090-0000-1234",
)  # fmt: skip
KOBAYASHI = Person(
    family="小林", given="健", company="㈲こばやし商会", postal="6008216",
    prefecture="京都府", city="京都市下京区", street="東塩小路町７２１－１", phone="075-000-1111",
)  # fmt: skip
FARM = Person(
    family="ふぁーむ商店", family_kana="ファームショウテン", postal="1000001",
    prefecture="東京都", city="千代田区", street="千代田１－１", phone="03-0000-0000",
)  # fmt: skip


def sample(name):
    """The bytes of a sample: kept as UTF-8 to be readable, sent as cp932 (ec.md §6.1)."""
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return file.read().encode("cp932")


def label(**facts):
    """A plain parcel to Hanako."""
    usual = {
        "key": "S000000101", "service": "takkyubin", "ship_on": dt.date(2026, 11, 7), "recipient": HANAKO,
        "sender": FARM, "names": ("国産はちみつ２５０ｇ×２", "保存瓶①号"),
    }  # fmt: skip
    return Label(**usual | facts)
