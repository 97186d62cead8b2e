"""Values of the tenant's own fields: JSON in `extra`, typed everywhere else."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Numeric, Text, Uuid, cast, func
from sqlalchemy.dialects.postgresql import JSONB

from app.records.kit.slots import slotted

_TYPES = {
    "number": Numeric(18, 4),
    "percent": Numeric(18, 4),
    "decimal": Numeric(18, 4),
    "price": Numeric(18, 4),
    "yen": BigInteger(),
    "date": Date(),
    "datetime": DateTime(timezone=True),
    "bool": Boolean(),
    "link": Uuid(),
    "file": Uuid(),
}
_READ = {
    "number": Decimal,
    "percent": Decimal,
    "decimal": Decimal,
    "price": Decimal,
    "yen": int,
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "bool": bool,
    "link": uuid.UUID,
    "file": uuid.UUID,
    "many": list,
}


def packed(of, value):
    """`value` of an own field as `extra` keeps it; None when there is nothing to keep."""
    if value in (None, "", []):
        return None
    if of.kind == "datetime":
        return value.astimezone(dt.UTC).isoformat()
    if of.kind in ("number", "percent", "decimal", "price"):
        return format(Decimal(value).normalize(), "f")
    return value if isinstance(value, bool | int | list) else str(value)


def unpacked(of, raw):
    """The value of what `extra` keeps; the field's blank when there is nothing."""
    if raw is None:
        return of.blank
    return _READ.get(of.kind, str)(raw)


def held(row, of):
    """The value of a field in an entity, or in a row that has `extra`."""
    return unpacked(of, row.extra.get(of.name)) if of.custom else getattr(row, of.name)


def expression(model, of):
    """The field as SQL with its own type: the column, or what `extra` keeps of it (blank texts and no are not NULL)."""
    if not of.custom:
        return getattr(model, of.name)
    if of.kind == "many":
        return func.coalesce(model.extra[of.name], cast([], JSONB))
    kept = model.extra[of.name].astext
    if of.kind == "bool":
        return func.coalesce(cast(kept, Boolean), False)
    return cast(kept, _TYPES[of.kind]) if of.kind in _TYPES else func.coalesce(cast(kept, Text), "")


def put(kind, row, values):
    """Set `values` on an entity, own fields in `extra` and their slots. Returns changes of own fields.

    `{field: [before, after]}`; what changed in columns is read from the row by the audit.
    """
    extra, changes = dict(row.extra or {}), {}
    for name, value in values.items():
        of = kind.fields.get(name)
        if of is None or not of.custom:
            if getattr(row, name, None) != value:
                setattr(row, name, value)
            continue
        before = unpacked(of, extra.get(name))
        if before != value and packed(of, before) != packed(of, value):
            changes[name] = [before, value]
            extra[name] = packed(of, value)
            if slot := of.slot or of.filling:
                setattr(row, slot, slotted(of.kind, value))
    if changes:
        row.extra = {name: value for name, value in extra.items() if value is not None}
    return changes


def columns_for(kind, values, extra):
    """`values` of a row as table columns: own fields gathered in `extra` (with what it kept) and their slots."""
    columns, kept = {}, dict(extra or {})
    for name, value in values.items():
        of = kind.fields.get(name)
        if of is None or not of.custom:
            columns[name] = value
            continue
        kept[name] = packed(of, value)
        if slot := of.slot or of.filling:
            columns[slot] = slotted(of.kind, value)
    if any(of.custom for of in kind.fields.values()):
        columns["extra"] = {name: value for name, value in kept.items() if value is not None}
    return columns
