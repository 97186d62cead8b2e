"""What a list is asked, as SQL."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from app.kernel import clock, context
from app.kernel.clock import JST
from app.kernel.errors import Rejected
from app.kernel.parsing import parse_date, parse_decimal
from app.kernel.text import fold, to_katakana
from app.platform.search.asking import Condition
from app.records.kit.describing import LINKS
from app.records.kit.extras import expression
from app.records.kit.queries import folded, reach_of_link, veiled
from app.records.kit.slots import SCALE, slotted
from app.records.lists.operators import DAYS, ME, MINE, NUMBERS, TEXTS, UNTIL, WHEN, YES, stretch

ADDED: dict = {}
"""Operators of quick filters that packages above know: `(model, column, values) -> clause`."""


def add_operator(name, clause):
    """Let the Conditions of quick filters use the operator `name`."""
    ADDED[name] = clause


def clauses(kind, conditions):
    """Conditions of quick filters as SQLAlchemy clauses."""
    return [or_(*(_condition(kind.model, one) for one in any_of)) for any_of in conditions]


def _condition(model, condition):
    column, values = getattr(model, condition.column), tuple(condition.values)
    if condition.operator in ADDED:
        return ADDED[condition.operator](model, column, values)
    return {
        "in": lambda: column.in_(values) if len(values) != 1 else column == values[0],
        "not in": lambda: column.not_in(values) if len(values) != 1 else column != values[0],
        "from": lambda: column >= values[0],
        "before": lambda: column < values[0],
        "empty": lambda: column.is_(None),
        "filled": lambda: column.is_not(None),
        "holds": lambda: or_(*(column.contains([value]) for value in values)),
    }[condition.operator]()


def asked_clauses(kind, question):
    """One clause for each group of what was asked field by field. What cannot be read finds nothing."""
    return [or_(*(_asked(kind, one) for one in group)) for group in question.asked]


def plain_conditions(kind, question):
    """What was asked as Conditions for the search function; None when it takes more than that."""
    found = []
    for group in question.asked:
        if len(group) > 1 or not (made := _plain(kind, group[0])):
            return None
        found += made
    return tuple((one,) for one in found)


def _plain(kind, asked):
    """`[Condition]`, or None. Only columns (or slots) compared with values."""
    of = kind.fields[asked.field]
    column = of.slot or (None if of.custom else of.name)
    plain = not veiled(of.link) and (asked.operator == "in" or len(asked.values) == 1)
    if column is None or column not in kind.model.__table__.c or of.kind == "many" or not plain:
        return None
    try:
        if asked.operator == "in" and of.kind in ("choice", "link"):
            return [Condition(column, "in", tuple(_several(of, asked.values)))]
        if asked.operator in ("from", "to", "when", "between") and of.kind in (*NUMBERS, *DAYS):
            low, high, closed = _range(of, asked.operator, asked.values[0])
            if closed:
                return None
            made = [("from", low), ("before", high)]
            kept = [(op, _kept(of, edge)) for op, edge in made if edge is not None]
            if any(isinstance(edge, Decimal) for _op, edge in kept):
                return None  # a fraction of what a column of whole numbers holds
            return [Condition(column, op, (edge,)) for op, edge in kept]
    except (ValueError, ArithmeticError, Rejected):
        return None
    return None


def _asked(kind, asked):
    of, column = kind.fields[asked.field], _column(kind, asked.field)
    try:
        if of.kind == "sealed":
            return or_(*(of.finds[asked.operator](kind.model, text) for text in asked.values))
        if asked.operator in ("empty", "filled"):
            return _emptiness(of, column, asked)
        return _comparison(kind, of, column, asked)
    except (ValueError, ArithmeticError, Rejected):
        return false()


def _column(kind, name):
    of = kind.fields[name]
    if veiled(of.link):
        return _link_within_reach(kind, of)
    return getattr(kind.model, of.slot) if of.slot else expression(kind.model, of)


def _link_within_reach(kind, of):
    """What a link holds, empty where the reader may not know of the record it points to."""
    target = aliased(LINKS[of.link].model)
    points = (target.tenant_id == kind.model.tenant_id, target.id == expression(kind.model, of))
    return select(target.id).where(*points, reach_of_link(of.link, target)).scalar_subquery()


def _comparison(kind, of, column, asked):
    if of.kind in TEXTS:
        return or_(*(_text(of, column, asked.operator, text) for text in asked.values))
    if of.kind == "bool":
        return or_(*(column.is_(text in YES) for text in asked.values))
    if of.kind == "many":
        holds = or_(*(column.contains([value]) for value in asked.values))
        return holds if asked.operator == "in" else ~holds
    if of.kind in ("choice", "link"):
        values = _several(of, asked.values)
        values = values if veiled(of.link) else [_kept(of, one) for one in values]
        return column.in_(values) if asked.operator == "in" else or_(column.not_in(values), column.is_(None))
    if asked.operator == "is":
        return column.in_([_kept(of, parse_decimal(text)) for text in asked.values])
    return or_(*(_between(of, column, asked.operator, text) for text in asked.values))


def _between(of, column, operator, text):
    low, high, closed = _range(of, operator, text)
    parts = [column >= _kept(of, low)] if low is not None else []
    if high is not None:
        parts.append(column <= _kept(of, high) if closed else column < _kept(of, high))
    return and_(true(), *parts)


def _emptiness(of, column, asked):
    if of.kind == "many":
        empty = func.jsonb_array_length(column) == 0
    elif of.kind in (*TEXTS, "choice"):
        empty = or_(column.is_(None), column == "")
    else:
        empty = column.is_(None)
    return empty if asked.operator == "empty" else ~empty


def _text(of, column, operator, text):
    if operator == "has":
        return func.strpos(folded(column), fold(text)) > 0
    if operator == "starts":
        return column.bool_op("^@")(to_katakana(text) if of.kind == "kana" else text)
    return column == text


def _several(of, values):
    """The values of a choice or link; the words `me` and `mine` (with all below) as ids of the reader."""
    who, found = context.actor(), []
    for value in values:
        if value == ME and of.link == "user":
            found.append(who.id)
        elif value == MINE and of.link == "organisation":
            found += who.organisation_ids
        else:
            found.append(uuid.UUID(value) if of.link else value)
    return found


def _range(of, operator, text):
    """`(low, high, closed)`: whether `high` itself is within; either edge may be None."""
    if operator == "between":
        first, last = text.split(UNTIL)
        return _range(of, "from", first)[0], *_range(of, "to", last)[1:]
    if of.kind in NUMBERS:
        number = parse_decimal(text)
        return (number, None, False) if operator == "from" else (None, number, True)
    if operator == "when":
        if text not in WHEN:
            raise ValueError(text)
        first, after = stretch(text)
    else:
        day = parse_date(text, clock.today())
        first, after = (day, None) if operator == "from" else (None, day + dt.timedelta(days=1))
    if of.kind == "datetime":
        first, after = (one and dt.datetime.combine(one, dt.time(), JST) for one in (first, after))
    return first, after, False


def _kept(of, value):
    """A value as the compared column holds it: the slot's own type, or the field's; whole numbers as such."""
    if of.slot and of.kind in NUMBERS:
        value = value * SCALE
    elif of.slot:
        return slotted(of.kind, value)
    return int(value) if isinstance(value, Decimal) and value == int(value) else value
