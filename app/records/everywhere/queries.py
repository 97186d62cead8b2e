"""The first rows of every list that hold what was typed, in one statement, within the reader's reach."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, cast, literal, select, union_all

from app.kernel import context
from app.kernel.db import session
from app.platform.search.asking import Condition, Order, matching, searchable, words_of
from app.records.kit.documents import described
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import key_of, knows_all, reach
from app.records.layouts.shaping import shaped

SHOWN = 5
LOOKED_AT = 200
"""Of record types that are not known to everybody in full, so many of the first that hold the words are looked at."""
_ACTIVE = ((Condition("state", "not in", (ARCHIVED,)),),)


@dataclass
class Found:
    """The first rows `(id, key, title)` of one record type; `more`: there are others."""

    kind: Any
    rows: list = field(default_factory=list)
    more: bool = False


def found_everywhere(typed):
    """`[Found]` of what was typed (two letters and more), record types without a row left out."""
    words = words_of(typed)
    kinds = [shaped(one) for one in described().values() if context.actor().may(one.permissions.view)]
    parts = [
        part for number, kind in enumerate(kinds) if (part := _part(number, kind, words, typed)) is not None
    ]
    if not parts:
        return []
    found = [Found(kind) for kind in kinds]
    for number, *row in session.execute(union_all(*parts)):
        found[number].rows.append(row)
    for one in found:
        one.rows.sort(key=lambda row: row[1] or "")
        one.more = len(one.rows) > SHOWN
        del one.rows[SHOWN:]
    return [one for one in found if one.rows]


def _part(number, kind, words, typed):
    """The select of one record type, or None when it cannot hold the words."""
    model = kind.model
    if kind.found_by and typed.strip():
        holding = kind.found_by(typed)
    elif hasattr(model, "search_text") and searchable(words):
        column, down = kind.usual_sort.lstrip("-"), kind.usual_sort.startswith("-")
        column = column if column in kind.sorts else kind.sorts[0]
        wanted = SHOWN + 1 if knows_all(kind) else LOOKED_AT
        active = _ACTIVE if kind.states else ()
        holding = model.id == matching(kind.table, words, Order(column, down), active, wanted=wanted)
    else:
        return None
    columns = (
        literal(number).label("part"),
        model.id.label("id"),
        cast(key_of(kind), String).label("key"),
        cast(getattr(model, kind.title), String).label("title"),
    )
    return select(select(*columns).where(reach(kind), holding).limit(SHOWN + 1).subquery())
