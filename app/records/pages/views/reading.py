"""One page of a list."""

from app.kernel.db import session
from app.platform.search.asking import Order, matching_ids
from app.records.lists.asking import conditions_of
from app.records.lists.queries import narrowed, select_columns
from app.web.paging import PAGE, Page, decode, encode, paged


def page_of(kind, question, offered):
    """The rows (columns of the list, `id`, `state`, `sort_value`) that answer, with the tokens of their neighbours."""
    column, conditions = getattr(kind.model, question.column), conditions_of(kind, question, offered)
    found = select_columns(kind, (*kind.columns, "state"), sort=question.column)
    place = _place(question, column)
    if question.by_index:
        return _searched(kind, question, found, conditions, place)
    return paged(
        narrowed(kind, question, found, conditions),
        column,
        kind.model.id,
        descending=question.descending,
        token=question.after if place else None,
    )


def _place(question, column):
    """Where to go on from, unless the address was made for another order or by hand."""
    place = decode(question.after) if question.after else None
    return place if place and isinstance(place[1], column.type.python_type) else None


def _searched(kind, question, found, conditions, place):
    backward = bool(place and place[0] == "p")
    down = question.descending != backward
    order, after = Order(question.column, down), place[1:] if place else None
    ids = matching_ids(kind.table, question.words, order, conditions, after=after, wanted=PAGE + 1)
    more, ids = len(ids) > PAGE, ids[:PAGE]
    rows = {row.id: row for row in session.execute(found.where(kind.model.id.in_(ids)))} if ids else {}
    rows = [rows[one] for one in (reversed(ids) if backward else ids) if one in rows]
    if not rows:
        return Page([], None, None)
    following = encode(rows[-1].sort_value, rows[-1].id, "n") if more or backward else None
    preceding = (more if backward else bool(place)) or None
    return Page(rows, following, preceding and encode(rows[0].sort_value, rows[0].id, "p"))
