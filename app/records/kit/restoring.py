"""Setting one field back to what it held before a change."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.kernel.ids import id_of
from app.platform.audit.model import AuditEntry
from app.records.kit import keeping
from app.records.kit.plain import from_plain, plain_of
from app.records.kit.queries import titles
from app.records.kit.reading import shown

NOTHING = object()


def former(entry, of):
    """The plain value the field held before the entry's change, NOTHING where the trail did not keep it."""
    details = entry.details
    if of.name in details.get("raw", {}):
        return details["raw"][of.name][0]
    if of.name not in details.get("changes", {}):
        return NOTHING
    words = details["changes"][of.name][0]
    if words in (None, ""):
        return None
    return _said(of, words)


def _said(of, words):
    """The plain value of words that the trail keeps without a raw value; titles and labels are none, ids are."""
    if of.link:
        return words if id_of(words) else NOTHING
    if of.kind == "many" or of.kind == "choice" and words not in of.labels():
        return NOTHING
    try:
        value = from_plain(of, words)
    except ValueError:
        return NOTHING
    return plain_of(of, value) if shown(of, value) == str(words) else NOTHING


def put_back(kind, row, of, entry, *, version):
    """Give the field of the row the value it had before `entry` (of its trail). Returns that value in words.

    Raises Overtaken, or Rejected when the value is not allowed any more. It is a change like any other: the trail
    notes it, and it is undone the same way.
    """
    plain = former(entry, of)
    if plain is NOTHING:
        raise Rejected("The history does not say exactly what this was. Enter the value by hand.")
    if row.archived:
        raise Rejected("This record is archived. Restore it first.")
    value = from_plain(of, plain)
    _check(of, value)
    try:
        keeping.change(kind, row, {of.name: value}, version=version, put_back=str(entry.id))
    except keeping.Overtaken:
        raise
    except Rejected as refused:
        raise Rejected(
            "%(what)s cannot be set back: %(reason)s", what=translate(of.label), reason=str(refused)
        ) from refused
    return keeping.in_words(kind, {of.name: [value, value]})[of.name][0]


def _check(of, value):
    """What `keeping.change` leaves to the form: required, choices that are gone, links that lead nowhere."""
    label = translate(of.label)
    if of.required and value in (None, "", []):
        raise Rejected("%(what)s is required now, and was empty then.", what=label)
    known = of.labels() if of.kind in ("choice", "many") else {}
    gone = [one for one in (value if isinstance(value, list) else [value]) if one not in known]
    if known and gone and value not in (None, ""):
        raise Rejected("%(what)s has no such choice any more.", what=label)
    if of.link and value is not None and value not in titles(of.link, [value]):
        raise Rejected("What %(what)s led to does not exist any more.", what=label)


def entry_of(row, entry_id):
    """The line of the row's trail with that id, or None."""
    asked = select(AuditEntry).where(AuditEntry.subject_id == row.id, AuditEntry.id == entry_id)
    return session.scalars(asked).one_or_none()
