"""Further sheets of the workbooks of a record type: lines below its records, such as products of opportunities."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SHEETS: dict[str, list["Sheet"]] = {}


@dataclass(frozen=True, eq=False)
class Sheet:
    """`fields` are those of a line; before them stands the key of its record, in a column called `key`.

    `rows(question)`: an iterator of tuples (key, then the fields, links by code) of the records that the question
    finds. `planned(asked)`: `{id: [values of a line]}` of a file → an iterator of `(id, label, before, after, write)`
    for each record whose lines would change: words of both, and what changes them. `write()` raises Rejected. A record
    that the sheet does not name keeps its lines; one it names gets just those.
    """

    key: str
    label: Any
    fields: tuple
    rows: Callable
    planned: Callable


def add_sheet(name, sheet):
    """Give the workbooks of the record type of that name a further sheet."""
    SHEETS.setdefault(name, []).append(sheet)
