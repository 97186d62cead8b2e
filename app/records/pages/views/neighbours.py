"""The record before and the one after, in the list one came from (its question stands in the address)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, literal, select, union_all

from app.kernel.db import session
from app.records.kit.extras import held
from app.records.lists.asking import question_from
from app.records.lists.queries import for_search, ids_in_order, narrowed
from app.records.lists.selecting import select_columns
from app.web.paging import beside

CAME_FROM = "sort"
"""Every question that came from a list names its order; an address without it came from elsewhere."""


@dataclass(frozen=True)
class Neighbours:
    """Ids of the records before and after (None at an end), and the list's question."""

    previous: Any
    next: Any
    question: Any


def neighbours(kind, row, arguments, titles):
    """The Neighbours of `row` under the question in `arguments`; None when one did not come from a list.

    `titles` are those of the record's links, by field. One statement.
    """
    if CAME_FROM not in arguments:
        return None
    question = question_from(kind, arguments)
    place = (_sort_value(kind, row, question.column, titles), row.id)
    sides = {}
    for _rank, following, record_id in session.execute(_around(kind, question, place)):
        sides.setdefault(following, record_id)
    return Neighbours(sides.get(False), sides.get(True), question)


def _around(kind, question, place):
    """Select of `(rank, is it the following one, id)`: of each side the first row is the neighbour."""
    conditions = for_search(kind, question)
    find = _selected if conditions is None else _searched
    ranked = [
        select(
            literal(rank).label("rank"), literal(following, Boolean).label("following"), one.subquery().c.id
        )
        for rank, (following, one) in enumerate(find(kind, question, place, conditions))
    ]
    every = union_all(*ranked).subquery()
    return select(every).order_by(every.c.rank)


def _sort_value(kind, row, name, titles):
    of = kind.fields.get(name)
    if of is not None and of.link:
        return titles.get(name)
    if of is not None and of.slot:
        return getattr(row, of.slot)
    return getattr(row, name) if of is None else held(row, of)


def _searched(kind, question, place, conditions):
    for following in (True, False):
        down = question.descending == following
        ids = ids_in_order(kind, question, conditions, descending=down, after=place, wanted=1)
        yield following, select(kind.model.id).where(kind.model.id == ids)


def _selected(kind, question, place, _conditions):
    found, column = select_columns(kind, (), question.column)
    found = narrowed(kind, question, found)
    nullable = question.column not in kind.sorts
    return beside(found, column, kind.model.id, place, descending=question.descending, nullable=nullable)
