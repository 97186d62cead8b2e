"""Which fields use a code list, and which records hold its values."""

from sqlalchemy import func, select

from app.kernel.db import session
from app.records.codes.standard import standard
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.extras import expression
from app.records.layouts.labels import OwnLabel
from app.records.layouts.shaping import CODES, content_of, in_order, own_field


def fields_of(name):
    """`[(record type, field, label)]` of the fields that offer the list: its standard field, or own ones.

    Own fields that were deleted and may come back are among them.
    """
    if name in standard():
        kind, of = standard()[name]
        return [(kind.name, of.name, str(of.label))]
    return [
        (kind.name, field, str(OwnLabel(definition["label"])))
        for kind in RECORD_TYPES.values()
        for field, definition in in_order(content_of(f"record:{kind.name}").get("fields", {}))
        if definition.get("list") == name and definition["kind"] in ("choice", "many")
    ]


def held_by(name, code):
    """How many records hold the value, in whichever field."""
    total = 0
    for kind_name, field, _label in fields_of(name):
        kind = RECORD_TYPES[kind_name]
        if field in kind.fields:
            total += _counted(kind, getattr(kind.model, field) == code)
            continue
        definition = content_of(f"record:{kind_name}")["fields"][field]
        value = expression(kind.model, own_field(field, definition, content_of(CODES)))
        holds = value.contains([code]) if definition["kind"] == "many" else value == code
        total += _counted(kind, holds)
    return total


def _counted(kind, clause):
    return session.scalar(select(func.count()).select_from(kind.model).where(clause))
