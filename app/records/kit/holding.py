"""What names a record by its id, so that it can go over to another record (records.moves).

Link fields of record types are known by themselves. Every other table says `hold(...)` of its column, or `keep(...)`
where its rows name for ever what they were made with: tests/conventions/test_holding.py asks for one of the two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

HELD: list[tuple[tuple[str, ...], "Holding"]] = []
KEPT: dict[tuple[str, str], Any] = {}
ALONG: dict[str, list[tuple[str, Callable, Callable]]] = {}


@dataclass(frozen=True)
class Holding:
    """Rows of `model` whose `column` is the id of a record. `part`: the name under which one chooses them.

    `alone`: somebody may choose them by themselves; the others go along when records are merged. `typed`: the column
    `record_type` says of which type. `same`: the columns with which the id is unique; `itself`: one that must not hold
    the same id. `where(model)`: clause of the rows it is about. `also(model)`: `{column: SQL}` set besides.
    `after(ids, record_id)`: what follows the rows `ids`. `words(ids)`: `{id: text}` of rows within reach, `seen()`:
    clause of those. `marks`: the columns that tell whether somebody touched a row since (none: all).
    """

    part: str
    label: Any
    model: Any
    column: str
    alone: bool = False
    typed: bool = False
    same: tuple[str, ...] = ()
    itself: str = ""
    where: Callable | None = None
    also: Callable = lambda model: {}
    after: Callable | None = None
    words: Callable | None = None
    seen: Callable | None = None
    marks: tuple[str, ...] = ()
    kind: Any = None
    field: Any = None

    @property
    def key(self):
        """The name of the column over all tables; own fields live in `extra`."""
        return f"{self.model.__tablename__}.{self.field.name if self.field else self.column}"


def hold(kinds, part, label, model, column, **options):
    """Let rows of a table go over with a record of the types `kinds` (names; none: of every type)."""
    HELD.append((tuple(kinds), Holding(part, label, model, column, **options)))


def keep(table, column, label=None):
    """Say that rows of a table go on naming the record they were made with. `label`: what pages call them."""
    KEPT[(table, column)] = label


def go_along(kind_name, name, over, back):
    """Do more when a record of that type is moved: `over(move, source, target)` gives what is kept as JSON (None:
    nothing), `back(move, source, target, kept)` takes it back and gives a reason where it could not.
    """
    ALONG.setdefault(kind_name, []).append((name, over, back))
