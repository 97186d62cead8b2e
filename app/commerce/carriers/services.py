"""What carriers offer (ec.md §2): kinds of parcel, when they exist, what may be asked of them.

Yamato's letter-box services change over the years (ec.md §7, 9): a service has a first and a last day.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Service:
    """`name` as the trade writes it. `codes` by system of labels (`services.code_in`). `date`, `slot`, `cool`, `cod`,
    `several`: whether it may be asked for.

    `collect`: the recipient pays the carriage (着払い). `most` pieces of one slip, `cod_most` yen collected at most.
    """

    code: str
    carrier: str
    name: str
    codes: dict
    date: bool = True
    slot: bool = True
    cool: bool = True
    cod: bool = True
    several: bool = True
    collect: bool = False
    most: int = 99
    cod_most: int = 300_000
    starts: dt.date | None = None
    ends: dt.date | None = None

    def runs_on(self, day):
        """Whether it exists on that day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


_LETTER = {"date": False, "slot": False, "cool": False, "cod": False, "several": False, "most": 1}
_FREIGHT = {"slot": False, "cool": False}
_AIR = {"cool": False, "cod": False}


def _b2(code):
    return {"b2": code}


def _sagawa(speed):
    return {"ehiden2": speed, "ehiden3": speed, "ehidenpro": speed}


def _yupack(kind):
    return {"yupackr": kind}


def _seino(kind):
    return {"km2": kind}


_ALL = (
    Service("takkyubin", "yamato", "宅急便", _b2("0")),
    Service("takkyubin_collect", "yamato", "宅急便（着払い）", _b2("5"), cod=False, several=False, collect=True),
    Service("time", "yamato", "宅急便タイムサービス", _b2("4"), date=False, cool=False, cod=False, several=False),
    Service("eazy", "yamato", "EAZY", _b2("1"), cool=False, cod=False, several=False),
    Service("compact", "yamato", "宅急便コンパクト", _b2("8"), cool=False, several=False, cod_most=30_000),
    Service("nekopos", "yamato", "ネコポス", _b2("A"), **_LETTER),
    Service("kuroneko_yupacket", "yamato", "クロネコゆうパケット", _b2("7"), starts=dt.date(2023, 10, 1), **_LETTER),
    Service("kuroneko_yumail", "yamato", "クロネコゆうメール", _b2("3"), starts=dt.date(2024, 2, 1), **_LETTER),
    Service("hikyaku", "sagawa", "飛脚宅配便", _sagawa("000"), most=999),
    Service("hikyaku_collect", "sagawa", "飛脚宅配便（着払い）", _sagawa("000"), cod=False, most=999, collect=True),
    Service("hikyaku_super", "sagawa", "飛脚スーパー便", _sagawa("001"), most=999, **_AIR),
    Service("hikyaku_sameday", "sagawa", "飛脚即日配達便", _sagawa("002"), date=False, most=999, **_AIR),
    Service("hikyaku_air", "sagawa", "飛脚航空便（翌日中）", _sagawa("003"), most=999, **_AIR),
    Service("hikyaku_air_morning", "sagawa", "飛脚航空便（翌日午前）", _sagawa("004"), slot=False, most=999, **_AIR),
    Service("yupack", "japanpost", "ゆうパック", _yupack("0")),
    Service("yupack_collect", "japanpost", "ゆうパック（着払い）", _yupack("0"), cod=False, collect=True),
    Service("yumail", "japanpost", "ゆうメール", _yupack("1"), **_LETTER),
    Service("letter", "japanpost", "定形郵便", _yupack("2"), **_LETTER),
    Service("large_letter", "japanpost", "定形外郵便", _yupack("3"), **_LETTER),
    Service("pospacket", "japanpost", "ポスパケット", _yupack("5"), **_LETTER),
    Service("yupacket", "japanpost", "ゆうパケット", _yupack("9"), **_LETTER),
    Service("kangaroo", "seino", "カンガルー特急便", _seino("0"), most=999, **_FREIGHT),
    Service("kangaroo_home", "seino", "カンガルー宅配便", _seino("1"), most=999, **_FREIGHT),
    Service("kangaroo_mini", "seino", "カンガルーミニ便", _seino("3"), several=False, **_FREIGHT),
    Service("kangaroo_mailorder", "seino", "カンガルー通販便", _seino("8"), most=999, **_FREIGHT),
    Service("kangaroo_business", "seino", "カンガルービジネス便", _seino("9"), most=999, **_FREIGHT),
    Service("fukutsu", "fukuyama", "フクツー宅配便", {"istar2": "1"}, cod=False, **_FREIGHT),
    Service("fukutsu_collect", "fukuyama", "フクツー宅配便（着払い）", {"istar2": "2"},
            cod=False, collect=True, **_FREIGHT),
)  # fmt: skip
SERVICES = {one.code: one for one in _ALL}


def services_of(system):
    """The services that a system of labels writes, in their order."""
    return [one for one in _ALL if system in one.codes]


def code_in(service, system):
    """The code of a service in a system of labels, or None."""
    known = SERVICES.get(service)
    return known.codes.get(system) if known else None
