"""What a field can be asked: the operators of each kind, and the words for stretches of time."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from app.kernel import clock
from app.kernel.i18n import _l
from app.kernel.parsing import parse_date, parse_decimal

TEXTS = ("text", "kana", "long", "email", "code", "url")
NUMBERS = ("number", "percent", "decimal", "yen", "price")
DAYS = ("date", "datetime")
LABELS = {
    "has": _l("contains"),
    "is": _l("is"),
    "starts": _l("begins with"),
    "in": _l("is one of"),
    "not": _l("is none of"),
    "from": _l("is at least"),
    "to": _l("is at most"),
    "when": _l("falls in"),
    "between": _l("lies between"),
    "empty": _l("is empty"),
    "filled": _l("is filled in"),
}
WHEN = {
    "today": _l("today"),
    "yesterday": _l("yesterday"),
    "tomorrow": _l("tomorrow"),
    "this-week": _l("this week"),
    "last-week": _l("last week"),
    "next-week": _l("next week"),
    "this-month": _l("this month"),
    "last-month": _l("last month"),
    "next-month": _l("next month"),
    "this-year": _l("this year"),
    "this-fiscal-year": _l("this fiscal year"),
    "last-fiscal-year": _l("last fiscal year"),
}
ME, MINE = "me", "mine"
"""Words instead of ids: the reader, and the reader's organisation with all below it."""
WORDS_OF_LINKS = {"user": ME, "organisation": MINE}
YES, NO = ("1", "yes", "true"), ("0", "no", "false")
UNTIL = ".."
"""Stands between the two edges of `between`; both are within."""
LARGEST = Decimal(10) ** 14
"""Numbers below it are exact in every column and slot."""


def operators_of(of):
    """Names of the operators a field understands, the usual one first."""
    if of.kind == "sealed":
        return tuple(of.finds)
    if of.kind in TEXTS:
        return ("has", "starts", "is", "empty", "filled")
    if of.kind in ("choice", "link", "many"):
        return ("in", "not", "empty", "filled")
    if of.kind in NUMBERS:
        return ("from", "to", "between", "is", "empty", "filled")
    if of.kind in DAYS:
        return ("when", "from", "to", "between", "empty", "filled")
    if of.kind == "bool":
        return ("is",)
    return ("empty", "filled")


def is_readable(of, operator, text):
    """Whether `text` is something a field can be asked with that operator."""
    if "\0" in text:
        return False
    if operator in ("empty", "filled") or of.kind in TEXTS or of.kind in ("choice", "many", "sealed"):
        return True
    if of.kind == "bool":
        return text in YES + NO
    if operator == "when":
        return text in WHEN
    if operator == "between":
        edges = text.split(UNTIL)
        return len(edges) == 2 and all(is_readable(of, "from", edge) for edge in edges)
    try:
        if of.link:
            return text == WORDS_OF_LINKS.get(of.link) or bool(uuid.UUID(text))
        if of.kind in DAYS:
            return parse_date(text, clock.today()).year < dt.MAXYEAR
        return abs(parse_decimal(text)) < LARGEST
    except ValueError:
        return False


@dataclass(frozen=True)
class Asked:
    """One question to one field. `values` are texts as they stand in the address; several mean any of them."""

    field: str
    operator: str
    values: tuple[str, ...]


def stretch(word, today=None, month=4):
    """`(first day, first day after)` of a word of WHEN; weeks begin on Monday, fiscal years in `month`."""
    day = today or clock.today()
    monday, first = day - dt.timedelta(days=day.weekday()), day.replace(day=1)
    fiscal = dt.date(day.year if day.month >= month else day.year - 1, month, 1)
    week, one = dt.timedelta(days=7), dt.timedelta(days=1)
    return {
        "today": (day, day + one),
        "yesterday": (day - one, day),
        "tomorrow": (day + one, day + 2 * one),
        "this-week": (monday, monday + week),
        "last-week": (monday - week, monday),
        "next-week": (monday + week, monday + 2 * week),
        "this-month": (first, _month_on(first, 1)),
        "last-month": (_month_on(first, -1), first),
        "next-month": (_month_on(first, 1), _month_on(first, 2)),
        "this-year": (dt.date(day.year, 1, 1), dt.date(day.year + 1, 1, 1)),
        "this-fiscal-year": (fiscal, _month_on(fiscal, 12)),
        "last-fiscal-year": (_month_on(fiscal, -12), fiscal),
    }[word]


def _month_on(first, months):
    place = first.year * 12 + first.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1)
