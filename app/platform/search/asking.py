"""Asking the search function of the database: ids in order, and how many."""

import uuid
from dataclasses import dataclass

import orjson
from sqlalchemy import ARRAY, Integer, Text, Uuid, any_, bindparam, cast, func, select, text
from sqlalchemy.dialects.postgresql import JSONB

from app.kernel.db import session
from app.kernel.text import fold

OPERATORS = ("in", "not in", "from", "before", "empty", "filled")
MOST_WORDS = 8


@dataclass(frozen=True)
class Condition:
    """A column compared with plain values, or with what gives them when they are asked for.

    `operator` is one of OPERATORS ("from" includes, "before" does not). "holds", for a column with a list, and what
    `records.lists.clauses.add_operator` added are none of them: the search function cannot ask them.
    """

    column: str
    operator: str
    values: tuple = ()


def words_of(typed):
    """The folded words of what a person typed, at most eight, each once."""
    return list(dict.fromkeys(fold(typed or "").split()))[:MOST_WORDS]


def searchable(words):
    """Whether the index can answer: at least one word has two letters."""
    return any(len(word) > 1 for word in words)


@dataclass(frozen=True)
class Order:
    """By which column (of a btree-indexed, NOT NULL column) and which way; ties go by id."""

    column: str
    descending: bool = False


_PAGE = text(
    "SELECT search_page(:asked, :words, CAST(:conditions AS jsonb), :sort, :down, :edge, :edge_id, :wanted)"
)
_COUNT = text("SELECT search_count(:asked, :words, CAST(:conditions AS jsonb), :at_most)")


def matching(table, words, order, conditions=(), *, after=None, wanted):
    """Like `matching_ids`, as SQL to compare an id with: the rows come in the same statement, in no order."""
    edge, edge_id = after or (None, None)
    found = func.search_page(
        bindparam(None, table, Text),
        cast(words, ARRAY(Text)),
        cast(bindparam(None, _plain(conditions), Text), JSONB),
        bindparam(None, order.column, Text),
        order.descending,
        bindparam(None, None if edge is None else str(edge), Text),
        bindparam(None, edge_id, Uuid),
        cast(wanted, Integer),
        type_=Uuid,
    )
    return any_(func.array(select(found).scalar_subquery(), type_=ARRAY(Uuid)))


def matching_ids(table, words, order, conditions=(), *, after=None, wanted=51):
    """Ids of the present tenant's rows of `table` that hold every word, in order, at most `wanted`.

    `conditions`: a tuple of alternatives, each a tuple of Condition (all of the outer, any of the inner).
    `after`: `(sort value, id)` of the row to go on behind.
    """
    edge, edge_id = after or (None, None)
    asked = {
        "asked": table,
        "words": words,
        "conditions": _plain(conditions),
        "sort": order.column,
        "down": order.descending,
        "edge": None if edge is None else str(edge),
        "edge_id": edge_id,
        "wanted": wanted,
    }
    return [uuid.UUID(str(one)) for one in session.scalars(_PAGE, asked)]


def count_matching(table, words, conditions=(), *, at_most):
    """How many rows hold every word, counted up to `at_most`."""
    asked = {"asked": table, "words": words, "conditions": _plain(conditions), "at_most": at_most}
    return session.scalar(_COUNT, asked)


def _plain(conditions):
    return orjson.dumps(
        [
            [
                {"column": c.column, "operator": c.operator, "values": [_text(v) for v in c.values]}
                for c in any_of
            ]
            for any_of in conditions
        ]
    ).decode()


def _text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)
