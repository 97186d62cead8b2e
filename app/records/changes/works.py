"""Changes that packages above know how to make: of which rows, and what to do to them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import true

WORKS: dict[str, "Work"] = {}


@dataclass(frozen=True)
class Work:
    """`made(kind, change)` gives an object with `carry_out(ids) -> {id: reason}`; `rows(kind, content)` a clause that
    narrows the question down further; `title` is what pages call it.
    """

    made: Any
    rows: Any
    title: Any


def add_work(action, made, rows, title):
    """Let changes with that action be made; it stands in `model.ACTIONS`."""
    WORKS[action] = Work(made, rows, title)


def rows_of(kind, action, content):
    """Clause: the rows of a question that a change comes to."""
    return WORKS[action].rows(kind, content) if action in WORKS else true()
