"""Keyset paging: the address holds the last row's sort value and id, so page 2,000 costs what page 1 costs."""

import base64
import datetime as dt
import uuid
from dataclasses import dataclass
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
        return direction, value, uuid.UUID(record_id)
    except (ValueError, TypeError):
        return None


def paged(select, column, key, *, descending=False, token=None, size=PAGE):
    """Run `select` (columns, or one entity) as one page ordered by `column`, then `key` (both NOT NULL).

    The select must contain both columns under the labels `sort_value` and `id`, or be a single entity.
    Takes size + 1 rows to know whether more follow; never counts.
    """
    place = decode(token) if token else None
    backward = bool(place and place[0] == "p")
    down = descending != backward
    if place:
        pair = tuple_(column, key)
        edge = tuple_(literal(place[1], column.type), literal(place[2], key.type))
        select = select.where(pair < edge if down else pair > edge)
    order = (column.desc(), key.desc()) if down else (column.asc(), key.asc())
    result = session.execute(select.order_by(None).order_by(*order).limit(size + 1))
    rows = list(result.scalars() if len(select.column_descriptions) == 1 else result)
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    return Page(rows, *_neighbours(rows, column, key, more, place, backward))


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
