"""What people type into date, time and amount fields, made into values. Refusals are Unreadable."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from app.kernel.clock import JST, today
from app.kernel.errors import Unreadable

# First day of each era. Dates before an era's first day are refused in it: 令和1年4月 does not exist.
_ERAS = {
    "明治": date(1868, 10, 23),
    "大正": date(1912, 7, 30),
    "昭和": date(1926, 12, 25),
    "平成": date(1989, 1, 8),
    "令和": date(2019, 5, 1),
}
_ERA_LETTERS = dict(zip("MTSHR", _ERAS, strict=True))
_NEAR_DAYS = {"今日": 0, "本日": 0, "today": 0, "明日": 1, "tomorrow": 1, "昨日": -1, "yesterday": -1}

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\u30fc\u2500"), "-")
_WEEKDAY = re.compile(r"\s*\([月火水木金土日](曜日?)?(・祝)?\)$")
_ERA_DATE = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR])\s*(?P<y>\d{1,2}|元)\s*(?:年|[./-])\s*"
    r"(?P<m>\d{1,2})\s*(?:月|[./-])\s*(?P<d>\d{1,2})日?",
    re.ASCII,
)
_FULL_DATE = re.compile(
    r"(?P<y>\d{4})\s*(?:年|[./-])\s*(?P<m>\d{1,2})\s*(?:月|[./-])\s*(?P<d>\d{1,2})日?", re.ASCII
)
_PACKED_DATE = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII)
_SHORT_DATE = re.compile(r"(?P<m>\d{1,2})\s*(?:月|[./-])\s*(?P<d>\d{1,2})日?", re.ASCII)
_TIME = re.compile(
    r"(?P<half>午前|午後|am|pm)?\s*(?P<h>\d{1,2})(?::|時)(?P<min>\d{1,2})?"
    r"(?:(?::|分)(?P<s>\d{1,2})?秒?)?",
    re.IGNORECASE | re.ASCII,
)
_DATE_AND_TIME = re.compile(
    r"(?P<date>.+?)(?:T|[\s]+|(?<=日)|(?<=\)))(?P<time>\S*\d{1,2}(?::|時).*)", re.ASCII
)

_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d+))?", re.ASCII)
_LARGEST_YEN = 10**15  # far above any document and inside bigint, and exact in a spreadsheet


def parse_date(text: str, today: date) -> date:
    """Return the date a person wrote; ``11/21`` is the 21 November nearest to ``today``.

    Reads 2026-11-21, 2026/11/21, 2026.11.21, 2026年11月21日, 20261121, 令和8年11月21日, R8.11.21, 11/21,
    今日, 明日, in full or half width, with or without a weekday in brackets.
    Raises Unreadable (a ValueError) when it cannot be read or is no day of the calendar.
    """
    plain = _WEEKDAY.sub("", _plain(text))
    if not plain:
        raise Unreadable("Enter a date.")
    if plain.lower() in _NEAR_DAYS:
        return today + timedelta(days=_NEAR_DAYS[plain.lower()])
    if found := _ERA_DATE.fullmatch(plain.upper()):
        return _era_date(found)
    if found := _FULL_DATE.fullmatch(plain) or _PACKED_DATE.fullmatch(plain):
        return _calendar_date(int(found["y"]), int(found["m"]), int(found["d"]))
    if found := _SHORT_DATE.fullmatch(plain):
        return _nearest(int(found["m"]), int(found["d"]), today)
    raise Unreadable("Enter a date such as 2026/11/21, 11/21 or 令和8年11月21日.")


def parse_datetime(text: str, today: date) -> datetime:
    """Return the instant a person wrote as Japanese time (aware, JST); a date alone means 00:00.

    Raises Unreadable (a ValueError).
    """
    plain = _plain(text)
    if plain and (found := _DATE_AND_TIME.fullmatch(plain)):
        day, clock_time = parse_date(found["date"], today), _time_of_day(found["time"])
    else:
        day, clock_time = parse_date(plain, today), time()
    return datetime.combine(day, clock_time, JST)


def parse_yen(text: str) -> int:
    """Return whole yen.

    Raises Unreadable (a ValueError) for a fraction of a yen or anything that is no amount.
    """
    amount = parse_decimal(text)
    if abs(amount) > _LARGEST_YEN:
        raise Unreadable("The amount is too large.")
    if amount != int(amount):
        raise Unreadable("Enter whole yen, without decimals.")
    return int(amount)


def parse_decimal(text: str) -> Decimal:
    """Return the number a person wrote: 全角, ``1,234``, ``¥``, ``円``, ``▲``, ``△``, ``-`` and ``(1,234)``.

    Raises Unreadable (a ValueError); exponents (``4.05E+11``) are refused:
    they have lost digits.
    """
    plain = re.sub(r"\s+", "", _plain(text))
    if not plain:
        raise Unreadable("Enter a number.")
    negative, digits = _sign_and_digits(plain)
    found = _NUMBER.fullmatch(digits)
    if not digits or found is None:
        raise Unreadable("Enter a number such as 1,234 or -1,234.")
    number = Decimal(digits.replace(",", ""))
    return number.copy_negate() if negative and number else number


def _sign_and_digits(plain: str) -> tuple[bool, str]:
    bracketed = plain.startswith("(") and plain.endswith(")")
    if bracketed:
        plain = plain[1:-1]
    found = re.fullmatch(r"(?P<a>[-+▲△]?)(?P<yen>[¥\\]?)(?P<b>[-+▲△]?)(?P<digits>[0-9,.]*)円?", plain)
    if found is None or (found["a"] and found["b"]) or (bracketed and (found["a"] or found["b"])):
        raise Unreadable("Enter a number such as 1,234 or -1,234.")
    return bracketed or (found["a"] or found["b"]) in ("-", "▲", "△"), found["digits"]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()


def _calendar_date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as cause:
        raise Unreadable("There is no such day in the calendar.") from cause


def _era_date(found: re.Match[str]) -> date:
    names = list(_ERAS)
    era = _ERA_LETTERS.get(found["era"], found["era"])
    year_of_era = 1 if found["y"] == "元" else int(found["y"])
    first_day = _ERAS[era]
    value = _calendar_date(first_day.year + year_of_era - 1, int(found["m"]), int(found["d"]))
    following = names.index(era) + 1
    # A later year of a past era (平成35年) is still met in old contracts and has one meaning: read it.
    if (
        year_of_era < 1
        or value < first_day
        or (following < len(names) - 1 and value >= _ERAS[names[following]])
    ):
        raise Unreadable("There is no such day in the calendar.")
    return value


def _nearest(month: int, day: int, today: date) -> date:
    candidates = []
    for year in range(today.year - 4, today.year + 5):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue  # 29 February, or no day at all
    if not candidates:
        raise Unreadable("There is no such day in the calendar.")
    # On a tie the coming day is meant: people write down what they still have to do.
    return min(candidates, key=lambda value: (abs(value - today), value < today))


def _time_of_day(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise Unreadable("Enter a time such as 17:00.")
    hour, half = int(found["h"]), (found["half"] or "").lower()
    if half in ("午後", "pm") and hour < 12:
        hour += 12
    elif half in ("午前", "am") and hour == 12:
        hour = 0
    try:
        return time(hour, int(found["min"] or 0), int(found["s"] or 0))
    except ValueError as cause:
        raise Unreadable("There is no such time of day.") from cause


def period(first: str, last: str) -> tuple[datetime | None, datetime | None]:
    """Return the instants `[from, to)` of the days typed as first and last, in Japan; None where nothing readable is.

    For search fields: an unreadable day narrows nothing, since the field still shows it.
    """
    days = []
    for text, more in ((first, 0), (last, 1)):
        try:
            day = parse_date(text, today()) + timedelta(days=more)
            days.append(datetime(day.year, day.month, day.day, tzinfo=JST))
        except ValueError:
            days.append(None)
    return days[0], days[1]
