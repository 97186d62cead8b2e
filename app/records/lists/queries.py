"""The selects behind a list: columns, never entities."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from app.kernel.db import session
from app.platform.search.asking import count_matching
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.queries import prefixed
from app.records.lists.asking import conditions_of

CAP = 10_000
_STREAMED = 2_000


def select_columns(kind, names, sort=None):
    """Select of id, the named columns (a link as the title of its record) and `sort_value`."""
    model, joins, columns = kind.model, [], [kind.model.id]
    for name in names:
        field = kind.fields.get(name)
        if field is not None and field.link:
            other = aliased(RECORD_TYPES[field.link].model)
            columns.append(getattr(other, RECORD_TYPES[field.link].title).label(name))
            joins.append((other, (other.tenant_id == model.tenant_id) & (other.id == getattr(model, name))))
        else:
            columns.append(getattr(model, name))
    if sort:
        columns.append(getattr(model, sort).label("sort_value"))
    found = select(*columns)
    for other, on in joins:
        found = found.outerjoin(other, on)
    return found


def clauses(kind, conditions):
    """The conditions as SQLAlchemy clauses."""
    return [or_(*(_clause(kind.model, one) for one in any_of)) for any_of in conditions]


def _clause(model, condition):
    column, values = getattr(model, condition.column), condition.values
    return {
        "in": lambda: column.in_(values) if len(values) != 1 else column == values[0],
        "not in": lambda: column.not_in(values) if len(values) != 1 else column != values[0],
        "from": lambda: column >= values[0],
        "before": lambda: column < values[0],
        "empty": lambda: column.is_(None),
        "filled": lambda: column.is_not(None),
    }[condition.operator]()


def narrowed(kind, question, found, conditions):
    """`found` with what the filters demand, and the beginning of code or reading for a one-letter search."""
    found = found.where(*clauses(kind, conditions))
    return found.where(prefixed(kind, question.words)) if question.words else found


def count(kind, question):
    """How many rows answer, counted up to CAP + 1."""
    conditions = conditions_of(kind, question)
    if question.by_index:
        return count_matching(kind.table, question.words, conditions, at_most=CAP + 1)
    rows = narrowed(kind, question, select(kind.model.id), conditions).limit(CAP + 1)
    return session.scalar(select(func.count()).select_from(rows.subquery()))


def stream(kind, question, names):
    """Every row that answers, in the order of the list, a few thousand at a time: tuples of the named columns."""
    conditions = conditions_of(kind, question)
    column = getattr(kind.model, question.column)
    order = (column.desc(), kind.model.id.desc()) if question.descending else (column, kind.model.id)
    found = select_columns(kind, names)
    if question.by_index:
        # Contained words, re-checked row by row: an export reads everything anyway.
        holding = [func.strpos(kind.model.search_text, word) > 0 for word in question.words]
        found = found.where(*clauses(kind, conditions), *holding)
    else:
        found = narrowed(kind, question, found, conditions)
    answered = session.execute(found.order_by(*order), execution_options={"yield_per": _STREAMED})
    for part in answered.partitions():
        yield [tuple(row)[1:] for row in part]
