"""The functions of formulas: what they take, what they give. A value that is missing never reaches them."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

ANY = ("number", "text", "date")
_PLACES = 10


@dataclass(frozen=True)
class Function:
    """`takes`: types of the arguments, the last `more` of which may be left out; `many` repeats the last one."""

    takes: tuple
    gives: str
    work: Any
    more: int = 0
    many: bool = False


def worded(value):
    """A value inside a text: numbers without needless zeros, dates `2026/11/21`."""
    if isinstance(value, dt.date):
        return f"{value:%Y/%m/%d}"
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value)


def _rounding(way):
    def work(number, places=Decimal(0)):
        places = int(places)
        if abs(places) > _PLACES:
            raise ArithmeticError(places)
        return (number.scaleb(places).quantize(Decimal(1), way)).scaleb(-places) + 0

    return work


FUNCTIONS = {
    "round": Function(("number", "number"), "number", _rounding(ROUND_HALF_UP), more=1),
    "floor": Function(("number", "number"), "number", _rounding(ROUND_FLOOR), more=1),
    "ceil": Function(("number", "number"), "number", _rounding(ROUND_CEILING), more=1),
    "abs": Function(("number",), "number", abs),
    "min": Function(("number",), "number", lambda *all_of: min(all_of), many=True),
    "max": Function(("number",), "number", lambda *all_of: max(all_of), many=True),
    "len": Function(("text",), "number", lambda text: Decimal(len(text))),
    "concat": Function((ANY,), "text", lambda *parts: "".join(map(worded, parts)), many=True),
    "days": Function(("date", "date"), "number", lambda first, last: Decimal((last - first).days)),
    "date": Function(
        ("number",) * 3, "date", lambda year, month, day: dt.date(int(year), int(month), int(day))
    ),
    "year": Function(("date",), "number", lambda day: Decimal(day.year)),
    "month": Function(("date",), "number", lambda day: Decimal(day.month)),
    "day": Function(("date",), "number", lambda day: Decimal(day.day)),
}
"""`if(condition, a, b)` and `empty(field)` look at what is missing and stand in `checking` and `working` themselves."""
