"""Keyset paging: the address holds the last row's sort value and id, so page 2,000 costs what page 1 costs."""

import base64
import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import literal, tuple_

from app.kernel.db import session

PAGE = 50


@dataclass
class Page:
    """One page of rows, with the addresses' tokens of its neighbours (None where there is none)."""

    rows: list[Any]
    next: str | None
    previous: str | None

    def __iter__(self):
        """The rows."""
        return iter(self.rows)

    def __len__(self):
        """How many rows this page has."""
        return len(self.rows)


def encode(value, record_id, direction):
    """Token for the address; `direction` is `n` (after) or `p` (before)."""
    kind = "d" if isinstance(value, dt.datetime) else "D" if isinstance(value, dt.date) else "v"
    plain = value.isoformat() if kind in "dD" else value
    if isinstance(value, Decimal):
        kind, plain = "n", str(value)
    packed = orjson.dumps([direction, kind, plain, str(record_id)])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(token):
    """`(direction, value, id)` of a token, or None when it was tampered with."""
    try:
        direction, kind, value, record_id = orjson.loads(
            base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        )
        if kind == "d":
            value = dt.datetime.fromisoformat(value)
        elif kind == "D":
            value = dt.date.fromisoformat(value)
        elif kind == "n":
            value = Decimal(value)
        return direction, value, uuid.UUID(record_id)
    except (ValueError, TypeError, ArithmeticError):
        return None


def paged(select, column, key, *, descending=False, token=None, size=PAGE, nullable=False):
    """Run `select` (columns, or one entity) as one page ordered by `column`, then `key` (NOT NULL).

    The select must contain both columns under the labels `sort_value` and `id`, or be a single entity.
    Takes size + 1 rows to know whether more follow; never counts. A `nullable` column has its empty rows last,
    whichever way the list runs, by a second statement on the page where they begin.
    """
    place = decode(token) if token else None
    backward, rows = bool(place and place[0] == "p"), []
    for number, empty in enumerate(_parts(nullable, place, backward)):
        found = _part(select, column, key, place if number == 0 else None, descending != backward, empty)
        result = session.execute(found.limit(size + 1 - len(rows)))
        rows += result.scalars() if len(result.keys()) == 1 else result
        if len(rows) > size:
            break
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    return Page(rows, *_neighbours(rows, column, key, more, place, backward))


def beside(select, column, key, place, *, descending=False, nullable=False):
    """`[(is it the following one, select of one row)]` around `place` (sort value, id) in the order of `paged`.

    Of two selects for the same side the first that finds a row is the neighbour.
    """
    found = []
    for token, following in (("n", True), ("p", False)):
        down = descending != (not following)
        for number, empty in enumerate(_parts(nullable, (token, *place), not following)):
            edge = (token, *place) if number == 0 else None
            found.append((following, _part(select, column, key, edge, down, empty).limit(1)))
    return found


def _parts(nullable, place, backward):
    """Which stretches to read in turn: None everything, False rows with a value, True the empty ones."""
    if not nullable:
        return (None,)
    order = (True, False) if backward else (False, True)
    if place is None:
        return order
    here = place[1] is None
    return order[order.index(here) :]


def _part(select, column, key, place, down, empty):
    """The select of one stretch, beyond `place` when that lies in it."""
    if empty is not None:
        select = select.where(column.is_(None) if empty else column.is_not(None))
    if place and empty:
        edge = literal(place[2], key.type)
        select = select.where(key < edge if down else key > edge)
    elif place and place[1] is not None:
        pair = tuple_(column, key)
        edge = tuple_(literal(place[1], column.type), literal(place[2], key.type))
        select = select.where(pair < edge if down else pair > edge)
    order = (column.desc(), key.desc()) if down else (column.asc(), key.asc())
    return select.order_by(None).order_by(*order)


def _neighbours(rows, column, key, more, place, backward):
    if not rows:
        return None, None
    after = encode(_value(rows[-1], column, "sort_value"), _value(rows[-1], key, "id"), "n")
    before = encode(_value(rows[0], column, "sort_value"), _value(rows[0], key, "id"), "p")
    has_next = more if not backward else True
    has_previous = bool(place) if not backward else more
    return (after if has_next else None), (before if has_previous else None)


def _value(row, column, label):
    return getattr(row, label, None) if hasattr(row, label) else getattr(row, column.key)
