"""Documents: described as records are, read and worked on by pages of their own (no form, import, REST of the kit)."""

from app.records.kit.describing import RECORD_TYPES, RecordType

DOCUMENTS: dict[str, RecordType] = {}


def document(kind):
    """Make a description known to lists, views, files of lists, time lines, marks and comments; returns it."""
    DOCUMENTS[kind.name] = kind
    return kind


def described():
    """Record types and documents, by name."""
    return RECORD_TYPES | DOCUMENTS
