"""A file that replaces months: what these months hold and the file does not, goes."""

import datetime as dt

from sqlalchemy import and_, or_, select

from app.kernel.db import session
from app.records.imports import present
from app.records.imports.planning import CHUNK, Chunk, put_away
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import key_of, reach


def left_over(planner):
    """Yield a Chunk for every five thousand rows that a file does not name, once all its rows were planned.

    Only the months that rows of the file fall in are looked at; rows that it takes out do not count.
    """
    kind = planner.kind
    if planner.rules.mode != "replace" or not planner.months:
        return
    named, standing = planner.seen[kind.key], _standing(kind, planner.months)
    gone = [row_id for row_id, key in session.execute(standing) if key not in named]
    for start in range(0, len(gone), CHUNK):
        found = present.rows(kind).where(kind.model.id.in_(gone[start : start + CHUNK]))
        rows = session.execute(found.order_by(key_of(kind), kind.model.id))
        yield Chunk(removed=[put_away(0, row) for row in rows])


def _standing(kind, months):
    day = getattr(kind.model, kind.spanned)
    spans = [and_(day >= first, day < _next(first)) for first in sorted(months)]
    found = select(kind.model.id, key_of(kind)).where(or_(*spans), kind.model.state != ARCHIVED, reach(kind))
    return found.order_by(key_of(kind), kind.model.id)


def _next(first):
    return (first + dt.timedelta(days=32)).replace(day=1)
