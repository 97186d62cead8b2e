"""Cells of a file made into values, with one reader per column that remembers what it has read."""

from dataclasses import dataclass
from functools import lru_cache

from app.kernel.errors import Rejected, Unreadable
from app.kernel.i18n import translate
from app.records.imports.keys import beside_fields
from app.records.kit.reading import value_of

CLEARED = "<NULL>"
"""What a cell says that empties the field of a record; an empty cell changes nothing."""
_KEPT = 20_000
_FREE = ("text", "long")


@dataclass(frozen=True)
class Trouble:
    """Why a row stays out: the column at fault (None: the row as a whole) and a sentence for the reader."""

    column: int | None
    sentence: str


def readers_of(kind, mapping):
    """`[(field, column, read)]`: `read(text)` gives the value or raises Unreadable."""
    fields = beside_fields(kind) | kind.fields
    return [(fields[name], column, reader_of(fields[name])) for name, column in mapping.items()]


def reader_of(field):
    """What reads a text into the value of a field; links stay texts. It raises Unreadable."""
    if field.kind == "link":
        return str.strip
    if field.kind in _FREE and not field.read:
        return _free(field)
    if field.kind == "code" and not field.read:
        return _code(field)
    return lru_cache(_KEPT)(lambda text: value_of(field, text))


def _free(field):
    longest = field.longest

    def read(text):
        plain = text.strip()
        return plain if len(plain) <= longest else value_of(field, text)  # it knows the sentence

    return read


def _code(field):
    simple = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")

    def read(text):
        if len(text) <= 32 and simple.issuperset(text) and text[0] not in "-_":
            return text
        return value_of(field, text)

    return read


def read_row(readers, cells):
    """`(values, troubles)` of one row. Empty cells are in neither: they say nothing."""
    values, troubles = {}, []
    for field, column, read in readers:
        text = cells[column]
        if not text or text.isspace():
            continue
        try:
            values[field.name] = read(text) if text[0] != "<" or text.strip() != CLEARED else cleared(field)
        except Rejected as refused:
            troubles.append(trouble(field, column, refused))
    return values, troubles


def cleared(field):
    """The value of a field that a file empties. Raises Unreadable when it must not be empty."""
    if field.required:
        raise Unreadable("This is required.", field.name)
    return False if field.kind == "bool" else field.blank


def trouble(field, column, refused):
    """`refused` as a Trouble whose sentence names the field."""
    said = str(refused)
    return Trouble(column, f"{translate(field.label)}: {said}" if field is not None else said)
