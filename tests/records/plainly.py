"""What a list is asked, answered in plain Python: the other opinion that the SQL is compared with."""

import datetime as dt
import uuid

from app.kernel.clock import JST
from app.kernel.parsing import parse_date, parse_decimal
from app.kernel.text import fold, to_katakana
from app.records.lists.operators import DAYS, NUMBERS, TEXTS, stretch


def holds(kind, row, question, who, today):
    """Whether the values `row` answer every group of the question for the reader `who`."""
    return all(
        any(_answers(kind.fields[one.field], row, one, who, today) for one in group)
        for group in question.asked
    )


def _answers(of, row, asked, who, today):
    value = row.get(of.name, of.blank)
    if asked.operator in ("empty", "filled"):
        nothing = value in (None, "", []) and of.kind != "bool"
        return nothing == (asked.operator == "empty")
    if of.kind == "bool":
        return any(bool(value) == (text in ("1", "yes", "true")) for text in asked.values)
    if of.kind == "many":
        some = any(text in (value or ()) for text in asked.values)
        return some == (asked.operator == "in")
    if of.kind in ("choice", "link"):
        among = value not in (None, "") and any(_same(value, text, who) for text in asked.values)
        return among == (asked.operator == "in")
    return any(_compares(of, value, asked.operator, text, today) for text in asked.values)


def _same(value, text, who):
    if text == "me":
        return value == who.id
    if text == "mine":
        return value in who.organisation_ids
    return value == (uuid.UUID(text) if isinstance(value, uuid.UUID) else text)


def _compares(of, value, operator, text, today):
    if of.kind in TEXTS:
        value = value or ""
        typed = to_katakana(text) if of.kind == "kana" else text
        return {
            "has": lambda: fold(text) in fold(value),
            "starts": lambda: value.startswith(typed),
            "is": lambda: value == text,
        }[operator]()
    if value is None:
        return False
    if of.kind in DAYS:
        value = value.astimezone(JST).date() if isinstance(value, dt.datetime) else value
        return _on(value, operator, text, today)
    assert of.kind in NUMBERS
    first, _, last = text.partition("..")
    if operator == "between":
        return parse_decimal(first) <= value <= parse_decimal(last)
    number = parse_decimal(text)
    return {"from": value >= number, "to": value <= number, "is": value == number}[operator]


def _on(value, operator, text, today):
    if operator == "when":
        first, after = stretch(text, today)
        return first <= value < after
    if operator == "between":
        first, last = (parse_date(one, today) for one in text.split(".."))
        return first <= value <= last
    day = parse_date(text, today)
    return value >= day if operator == "from" else value <= day
