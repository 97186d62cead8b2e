"""What a proposed change would change."""

from dataclasses import dataclass
from typing import Any

from app.procurement.orders.contents import Terms

FIELDS = ("name", "spec", "quantity", "unit", "price", "tax_code", "delivery_on", "account_code", "remarks")


@dataclass(frozen=True)
class Difference:
    """One field of the header (`line_no` None) or of a line; `before` is None for a new line."""

    line_no: int | None
    field: str
    before: Any
    after: Any


def differences(order, revision):
    """Everything in which a version (PurchaseOrderRevision) differs from the order in force, in order."""
    terms = Terms.model_validate(revision.terms)
    found = _unlike(None, Terms.model_fields, order, terms)
    known, number = {line.id: line for line in order.lines}, max(line.line_no for line in order.lines)
    for item in revision.items:
        line = known.pop(item.id, None)
        if line is not None:
            found += _unlike(line.line_no, FIELDS, line, item)
            continue
        number += 1
        found += [
            Difference(number, name, None, getattr(item, name)) for name in ("name", "quantity", "price")
        ]
    found += [
        Difference(line.line_no, "quantity", line.quantity, line.kept)
        for line in known.values()
        if line.quantity != line.kept
    ]
    return found


def _unlike(line_no, fields, before, after):
    return [
        Difference(line_no, name, getattr(before, name), getattr(after, name))
        for name in fields
        if getattr(before, name) != getattr(after, name)
    ]
