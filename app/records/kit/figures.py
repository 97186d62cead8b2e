"""How a tenant writes the figures of a field: decimals, separators of thousands, unit, sign."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NUMERIC = ("number", "percent", "decimal", "yen", "price")
"""The kinds of fields that hold a figure."""
MOST_DECIMALS = 4
MARKS = ("\u25b2", "\u25b3", "-")
"""What may stand before a negative figure; "" is the company's own choice."""


@dataclass(frozen=True)
class NumberFormat:
    """How figures are shown. `decimals` None: as entered. `negative` "": as the company writes it.

    The unit is the field's `suffix`. What is kept, typed, and read from files stays the figure itself.
    """

    decimals: int | None = None
    thousands: bool = True
    negative: str = ""


def format_of(kept):
    """The NumberFormat of what a configuration holds: `{decimals, thousands, negative}`, each may be missing."""
    decimals, mark = kept.get("decimals"), kept.get("negative", "")
    return NumberFormat(
        decimals if decimals in range(MOST_DECIMALS + 1) else None,
        kept.get("thousands", True) is not False,
        mark if mark in MARKS else "",
    )


def figure(of, value, mark):
    """`value` of a field with a `format` in words: `12.50 kg`; `mark` is how the company writes a minus."""
    style, unit = of.format, str(of.suffix)
    amount = Decimal(value)
    if style.decimals is not None:
        amount = amount.quantize(Decimal(1).scaleb(-style.decimals), ROUND_HALF_UP)
    digits = _digits(of, abs(amount))
    if amount < 0:
        sign = style.negative or mark
    else:
        sign = "\u00a5" if of.kind == "yen" and not unit else ""
    return f"{sign}{digits}{_behind(unit)}"


def _digits(of, amount):
    style = of.format
    text = f"{amount:,f}" if style.thousands else f"{amount:f}"
    if style.decimals is not None or "." not in text:
        return text
    whole, _point, part = text.partition(".")
    part = part.rstrip("0")
    part = part.ljust(2, "0") if part and of.kind == "price" else part
    return f"{whole}.{part}" if part else whole


def _behind(unit):
    return f" {unit}" if unit[:1].isascii() and unit[:1].isalpha() else unit


def excel_format(of, mark):
    """The same as a number format of a spreadsheet: the cell keeps its figure."""
    style, unit = of.format, _quoted(_behind(str(of.suffix)))
    whole = "#,##0" if style.thousands else "0"
    if style.decimals is None:
        part = ".####" if of.kind in ("decimal", "price", "percent") else ""
    else:
        part = "." + "0" * style.decimals if style.decimals else ""
    sign = '"\u00a5"' if of.kind == "yen" and not unit else ""
    mark = style.negative or mark
    below = f"{_quoted(mark) if mark != '-' else mark}{whole}{part}{unit}"
    return f"{sign}{whole}{part}{unit};{below}"


def _quoted(text):
    return '"{}"'.format(text.replace('"', '"\\""')) if text else ""
