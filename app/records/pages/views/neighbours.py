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

    `titles` are those of the record's links, by field. One statement; two where the search function answers.
    """
    if CAME_FROM not in arguments:
        return None
    question = question_from(kind, arguments)
    place = (_sort_value(kind, row, question.column, titles), row.id)
    conditions = for_search(kind, question)
    found = _searched if conditions is not None else _selected
    before, after = found(kind, question, place, conditions)
    return Neighbours(before, after, question)


def _sort_value(kind, row, name, titles):
    of = kind.fields.get(name)
    if of is not None and of.link:
        return titles.get(name)
    if of is not None and of.slot:
        return getattr(row, of.slot)
    return getattr(row, name) if of is None else held(row, of)


def _searched(kind, question, place, conditions):
    sides = []
    for down in (not question.descending, question.descending):
        ids = ids_in_order(kind, question, conditions, descending=down, after=place, wanted=1)
        sides.append(ids[0] if ids else None)
    return sides


def _selected(kind, question, place, _conditions):
    found, column = select_columns(kind, (), question.column)
    found = narrowed(kind, question, found)
    nullable = question.column not in kind.sorts
    parts = beside(found, column, kind.model.id, place, descending=question.descending, nullable=nullable)
    ranked = [
        select(
            literal(number).label("rank"), literal(following, Boolean).label("following"), one.subquery().c.id
        )
        for number, (following, one) in enumerate(parts)
    ]
    every = union_all(*ranked).subquery()
    sides = {}
    for _rank, following, record_id in session.execute(select(every).order_by(every.c.rank)):
        sides.setdefault(following, record_id)
    return sides.get(False), sides.get(True)
