"""The record before and the one after, in the list one came from.

Which list that was, the browser says with the first request (`Referer`: without scripts, in every tab for itself, and
again when the page is reloaded). From then on its question stands in the addresses of the page.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from flask import request, url_for
from sqlalchemy import Boolean, literal, select, union_all
from werkzeug.datastructures import MultiDict

from app.kernel.db import session
from app.records.kit.extras import held
from app.records.lists.asking import question_from
from app.records.lists.queries import for_search, ids_in_order, narrowed
from app.records.lists.selecting import select_columns
from app.records.pages.views.shown import shown_at
from app.web.paging import beside

CAME_FROM = "sort"
"""Every question that came from a list names its order; an address without it came from elsewhere."""


@dataclass(frozen=True)
class Neighbours:
    """Ids of the records before and after (None at an end), and the list's question."""

    previous: Any
    next: Any
    question: Any


def arguments_with_question(kind):
    """The arguments of the present address, with the question of the list one came from."""
    before, _mark, asked = (request.referrer or "").partition("?")
    if CAME_FROM in request.args or not before.endswith(url_for(".index")):
        return request.args
    question = shown_at(kind, MultiDict(parse_qsl(asked))).question
    return MultiDict({**question.address(), **request.args.to_dict(flat=False)})


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
