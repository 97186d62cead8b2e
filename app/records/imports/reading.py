"""Cells of a file made into values, with one reader per column that remembers what it has read."""

from functools import lru_cache

from app.kernel.errors import Rejected, Unreadable
from app.kernel.i18n import translate
from app.records.kit.reading import value_of

_KEPT = 20_000
_FREE = ("text", "long")


def readers_of(kind, mapping):
    """`[(field, column, read)]`: `read(text)` gives the value or raises Unreadable."""
    return [(kind.fields[name], column, _reader(kind.fields[name])) for name, column in mapping.items()]


def _reader(field):
    if field.kind == "link":
        return _linked(field)
    if field.kind in _FREE and not field.read:
        return _free(field)
    if field.kind == "code" and not field.read:
        return _code(field)
    return lru_cache(_KEPT)(lambda text: value_of(field, text))


def _free(field):
    longest, blank, required = field.longest, field.blank, field.required

    def read(text):
        plain = text.strip()
        if len(plain) > longest or (required and not plain):
            return value_of(field, text)  # it knows the sentence
        return plain or blank

    return read


def _code(field):
    simple = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")

    def read(text):
        if text and len(text) <= 32 and simple.issuperset(text) and text[0] not in "-_":
            return text
        return value_of(field, text)

    return read


def _linked(field):
    def read(text):
        plain = text.strip()
        if not plain and field.required:
            raise Unreadable("This is required.", field.name)
        return plain or None

    return read


def read_row(readers, cells):
    """`(values, reasons)` of one row; `reasons` are sentences that begin with the field's label."""
    values, reasons = {}, []
    for field, column, read in readers:
        try:
            values[field.name] = read(cells[column])
        except Rejected as refused:
            reasons.append(reason(field, refused))
    return values, reasons


def reason(field, refused):
    """`refused` as a sentence that names the field."""
    said = str(refused)
    return f"{translate(field.label)}: {said}" if field is not None else said
