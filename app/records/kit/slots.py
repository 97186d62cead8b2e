"""Typed columns for the values of a tenant's own fields that lists sort and filter by (architecture §5).

The truth is `extra`; a slot holds the same value in a type that row-level security lets an index compare. Which field
has which slot is the tenant's configuration, so the names say nothing but the type.
"""

from decimal import Decimal

from sqlalchemy import BigInteger, Date, Text
from sqlalchemy.orm import declared_attr, mapped_column

EACH = 5
SCALE = 10_000
"""Numbers are kept as ten-thousandths, moments as microseconds since 1970: both whole and leakproof."""
KINDS = {
    "text": ("text", "choice", "url", "link"),
    "number": ("number", "percent", "decimal", "yen", "price", "datetime"),
    "day": ("date",),
}
SLOTS = tuple(f"slot_{shape}_{number}" for shape in KINDS for number in range(1, EACH + 1))
_TYPES = {"text": Text, "number": BigInteger, "day": Date}


class Slotted:
    """Adds the slot columns, empty from the start."""


def _slot(shape):
    return declared_attr(lambda cls: mapped_column(_TYPES[shape], nullable=True, sort_order=95))


for _name in SLOTS:
    setattr(Slotted, _name, _slot(_name.split("_")[1]))


def shape_of(kind):
    """Which slots can hold a field of that kind: `text`, `number`, `day`, or None."""
    return next((shape for shape, kinds in KINDS.items() if kind in kinds), None)


def slotted(kind, value):
    """`value` of a field of `kind` as its slot holds it; None stays None."""
    if value in (None, ""):
        return None
    if kind == "datetime":
        return round(value.timestamp() * 1_000_000)
    if shape_of(kind) == "number":
        return int(Decimal(value) * SCALE)
    return value if kind == "date" else str(value)
