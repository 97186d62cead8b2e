"""One page of a list."""

from app.kernel.db import session
from app.records.lists.queries import for_search, ids_in_order, narrowed
from app.records.lists.selecting import select_columns
from app.web.paging import PAGE, Page, decode, encode, paged


def page_of(kind, question, offered=None, size=PAGE):
    """The rows (columns of the list, `id`, `state`, `sort_value`) that answer, with the tokens of their neighbours."""
    names = (
        *(question.columns or kind.columns),
        *(("state",) if kind.states else ()),
        *(("restricted",) if kind.private else ()),
    )
    found, column = select_columns(kind, names, question.column)
    place, conditions = _place(question, column), for_search(kind, question, offered)
    if conditions is not None:
        return _searched(kind, question, found, column, conditions, place, size)
    return paged(
        narrowed(kind, question, found, offered),
        column,
        kind.model.id,
        descending=question.descending,
        token=question.after if place else None,
        size=size,
        nullable=question.column not in kind.sorts,
    )


def _place(question, column):
    """Where to go on from, unless the address was made for another order or by hand."""
    place = decode(question.after) if question.after else None
    if place is None or place[1] is None:
        return place
    return place if isinstance(place[1], column.type.python_type) else None


def _searched(kind, question, found, column, conditions, place, size):
    backward = bool(place and place[0] == "p")
    down, after = question.descending != backward, place[1:] if place else None
    ids = ids_in_order(kind, question, conditions, descending=down, after=after, wanted=size + 1)
    key = kind.model.id
    order = (column.desc(), key.desc()) if down else (column, key)
    rows = session.execute(found.where(key == ids).order_by(*order)).all()
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    if not rows:
        return Page([], None, None)
    following = encode(rows[-1].sort_value, rows[-1].id, "n") if more or backward else None
    preceding = (more if backward else bool(place)) or None
    return Page(rows, following, preceding and encode(rows[0].sort_value, rows[0].id, "p"))
