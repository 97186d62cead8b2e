"""The selects behind a list."""

from sqlalchemy import func, select

from app.kernel.db import session
from app.platform.search.asking import OPERATORS, Order, count_matching, matching
from app.records.kit.extras import expression
from app.records.kit.queries import knows_all, prefixed, reach, text_of
from app.records.lists.asking import conditions_of
from app.records.lists.clauses import asked_clauses, clauses, plain_conditions
from app.records.lists.selecting import select_columns

CAP = 10_000
_STREAMED = 2_000


def for_search(kind, question, offered=None):
    """The Conditions with which the search function can answer alone; None when it takes the general select."""
    if not question.by_index or question.ids or question.column not in kind.sorts:
        return None
    if not knows_all(kind) or not hasattr(kind.model, "search_text"):
        return None
    asked, filters = plain_conditions(kind, question), conditions_of(kind, question, offered)
    if asked is None or any(one.operator not in OPERATORS for any_of in filters for one in any_of):
        return None
    return filters + asked


def narrowed(kind, question, found, offered=None):
    """`found` with all that is asked: reach, quick filters, fields, and words as the rows hold them."""
    found = found.where(reach(kind), *clauses(kind, conditions_of(kind, question, offered)))
    found = found.where(*asked_clauses(kind, question))
    if question.ids:
        found = found.where(kind.model.id.in_(question.ids))
    if kind.found_by:
        return found.where(kind.found_by(question.q)) if question.q else found
    if question.by_index or not kind.entered:
        return found.where(*(func.strpos(text_of(kind), word) > 0 for word in question.words))
    return found.where(prefixed(kind, question.words)) if question.words else found


def ids_in_order(kind, question, conditions, *, descending, after, wanted):
    """Ids by the search function, as SQL to compare an id with; `conditions` from `for_search`."""
    order = Order(question.column, descending)
    return matching(kind.table, question.words, order, conditions, after=after, wanted=wanted)


def count(kind, question):
    """How many rows answer, counted up to CAP + 1."""
    conditions = for_search(kind, question)
    if conditions is not None:
        return count_matching(kind.table, question.words, conditions, at_most=CAP + 1)
    rows = narrowed(kind, question, select(kind.model.id)).limit(CAP + 1)
    return session.scalar(select(func.count()).select_from(rows.subquery()))


def count_and_sums(kind, question, names):
    """`(how many, {name: sum})` of the rows that answer, in one statement; beyond CAP nothing is added up."""
    if not names:
        return count(kind, question), {}
    conditions = for_search(kind, question)
    columns = [expression(kind.model, kind.fields[name]).label(name) for name in names]
    if conditions is None:
        rows = narrowed(kind, question, select(*columns))
    else:
        ids = ids_in_order(
            kind, question, conditions, descending=question.descending, after=None, wanted=CAP + 1
        )
        rows = select(*columns).where(kind.model.id == ids)
    rows = rows.limit(CAP + 1).subquery()
    found, *sums = session.execute(
        select(func.count(), *(func.sum(rows.c[name]) for name in names)).select_from(rows)
    ).one()
    return found, {} if found > CAP else dict(zip(names, sums, strict=True))


def stream(kind, question, names, *, coded=False):
    """Every row that answers, in the order of the list, a few thousand at a time: tuples of the named columns."""
    found, column = select_columns(kind, names, question.column, coded=coded)
    down = column.desc() if question.column in kind.sorts else column.desc().nulls_last()
    order = (down, kind.model.id.desc()) if question.descending else (column, kind.model.id)
    found = narrowed(kind, question, found).order_by(*order)
    answered = session.execute(found, execution_options={"yield_per": _STREAMED})
    for part in answered.partitions():
        yield [tuple(row)[1:-1] for row in part]
