"""Rows as the readers of files know them, out of documents."""

from collections import namedtuple
from decimal import Decimal
from functools import cache


@cache
def _row_type(names):
    return namedtuple("Row", ("line_no", *names))


def row(columns, values, line_no=1):
    """A row with all fields of `columns` (`{our name: header}`); what `values` does not name is empty."""
    kind = _row_type(tuple(columns))
    return kind(line_no, **{name: said(values.get(name)) for name in columns})


def said(value):
    """A plain value of a document as a file would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def yen(amount):
    """An amount such as `"3300.00"` or 3300 in whole yen, '' for nothing. Raises ArithmeticError for parts of a yen."""
    if amount in (None, ""):
        return ""
    value = Decimal(str(amount))
    if value != value.to_integral_value():
        raise ArithmeticError(amount)
    return str(int(value))


def inner(document, *names):
    """The dict at a path, empty where a step of it is missing."""
    for name in names:
        document = (document or {}).get(name)
    return document or {}
