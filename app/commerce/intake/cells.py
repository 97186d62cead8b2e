"""The words in which readers speak of cells: amounts, moments, days, codes. What cannot be read is a BadCell.

Every helper takes the row and the name of our field, so that a refusal can say which cell of which line it was.
"""

import datetime as dt
import re
from functools import lru_cache

from app.kernel.clock import JST
from app.kernel.parsing import parse_date, parse_datetime, parse_yen
from app.kernel.text import nfkc

UNFIXED = "-9999"
_LONGEST_NUMBER = 12
_MOST_PIECES = 999_999
_FIRST, _LAST = dt.datetime(1990, 1, 1, tzinfo=JST), dt.datetime(2100, 1, 1, tzinfo=JST)
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+")
_OFFSET = re.compile(r"^(.+?) ?([+-][0-9]{2}):?([0-9]{2})$|^(.+?) ?(?:Z|UTC)$", re.ASCII)
_ZEROS = re.compile(r"[0:/\- ]+")
_YES, _NO = {"1", "true", "yes", "y", "on"}, {"", "0", "false", "no", "n", "off"}


class BadCell(Exception):
    """A cell that does not say what it should: `row`, our name of the `field`, and the `code` of the reason."""

    def __init__(self, row, field, code):
        super().__init__(code)
        self.row, self.field, self.code = row, field, code


def text(row, field):
    """The cell without the spaces around it."""
    return getattr(row, field).strip()


def code(row, field):
    """A number or code that must stay text. Refuses what a spreadsheet has rounded (`4.05549E+11`)."""
    value = getattr(row, field).strip()
    if "+" in value and _EXPONENT.fullmatch(value):
        raise BadCell(row, field, "exponent")
    return value


def needed(row, field):
    """A code that may not be blank."""
    value = code(row, field)
    if not value:
        raise BadCell(row, field, "missing")
    return value


def money(row, field, blank=0):
    """Whole yen; `blank` for an empty cell."""
    value = getattr(row, field).strip()
    if not value:
        return blank
    if value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER:
        return int(value)
    try:
        return parse_yen(value)
    except ValueError as cause:
        raise BadCell(row, field, "money") from cause


def unfixed(row, field, blank=0):
    """Whole yen, None where the mall writes -9999: the shop has not fixed it yet."""
    return None if getattr(row, field).strip() == UNFIXED else money(row, field, blank)


def off(row, field):
    """Money taken off, as a positive amount whichever way the shop signs it; never unfixed."""
    return abs(unfixed(row, field) or 0)


def pieces(row, field):
    """How many, from 0."""
    try:
        value = money(row, field, blank=None)
    except BadCell as bad:
        raise BadCell(row, field, "pieces") from bad
    if value is None:
        raise BadCell(row, field, "missing")
    if not 0 <= value <= _MOST_PIECES:
        raise BadCell(row, field, "pieces")
    return value


def rate(row, field):
    """Percent of tax: `0.1`, `10`, `10%` and `10.0` are 10; None when the cell is empty."""
    value = nfkc(getattr(row, field)).rstrip("%")
    if not value:
        return None
    found = _percent(value)
    if found is None:
        raise BadCell(row, field, "rate")
    return found


@lru_cache(maxsize=64)
def _percent(value):
    try:
        number = float(value)
    except ValueError:
        return None
    for percent in (10, 8, 0):
        if number in (percent, percent / 100):
            return percent
    return None


def flag(row, field):
    """1, true, yes … as True; blank as False."""
    value = getattr(row, field).strip().lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise BadCell(row, field, "flag")


def moment(row, field):
    """An aware moment, Japanese time unless the cell says otherwise; never blank."""
    value = getattr(row, field).strip()
    if not value:
        raise BadCell(row, field, "missing")
    found = moment_of(value)
    if found is None:
        raise BadCell(row, field, "moment")
    return found


@lru_cache(maxsize=4096)
def moment_of(value):
    """The aware moment (JST) of a text, or None."""
    plain = value.replace("/", "-") if value[4:5] == "/" else value
    try:
        found = dt.datetime.fromisoformat(plain)
    except ValueError:
        found = _typed_moment(plain)
    if found is None:
        return None
    try:
        found = found.astimezone(JST) if found.tzinfo else found.replace(tzinfo=JST)
    except OverflowError:
        return None
    return found if _FIRST <= found < _LAST else None


def _typed_moment(plain):
    zone = JST
    if offset := _OFFSET.match(plain):
        plain = offset[1] or offset[4]
        minutes = int((offset[2] or "+00") + "1") // 10 * 60 + int(offset[3] or 0)
        if abs(minutes) >= 24 * 60:
            return None
        zone = dt.timezone(dt.timedelta(minutes=minutes))
    try:
        return parse_datetime(plain, dt.date(2000, 1, 1)).replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def day(row, field, near=None):
    """A day, None when the cell is empty or zeros. `near` (a date) gives `11/12` its year."""
    value = getattr(row, field).strip()
    found = day_of(value, near)
    if found is None and value and not _ZEROS.fullmatch(value):
        raise BadCell(row, field, "day")
    return found


@lru_cache(maxsize=4096)
def day_of(value, near=None):
    """The day that a text names, or None."""
    plain = value[:10].replace("/", "-")
    try:
        found = dt.date.fromisoformat(plain)
    except ValueError:
        try:
            found = parse_date(value.split(" ")[0], near or dt.date(2000, 1, 1))
        except (ValueError, OverflowError):
            return None
    return found if _FIRST.year <= found.year < _LAST.year else None
