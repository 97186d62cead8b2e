"""Fields that are worked out from other fields (`Field.formula`): asked by every verb that writes a record."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from app.kernel import clock
from app.records.formulas.checking import type_of
from app.records.formulas.errors import BadFormula
from app.records.formulas.ordering import in_order
from app.records.formulas.parts import references
from app.records.formulas.reading import parse
from app.records.formulas.working import result_of
from app.records.kit.extras import held

TYPES = {
    **dict.fromkeys(("number", "percent", "decimal", "price", "yen"), "number"),
    **dict.fromkeys(("code", "text", "kana", "long", "email", "url", "choice"), "text"),
    **dict.fromkeys(("date", "datetime"), "date"),
    "bool": "bool",
}
"""What a field of each kind is in a formula; the others (links, several choices, files) cannot be used in one."""
RESULTS = {"number": ("decimal", "yen"), "text": ("text",), "date": ("date",), "bool": ("bool",)}
"""Kinds of fields that a formula of each type can fill."""


def types_of(fields):
    """`{field: type}` of the fields (by name) that formulas can use."""
    return {name: TYPES[of.kind] for name, of in fields.items() if of.kind in TYPES}


def worked_out(kind, values, row=None):
    """`{field: value}` of all formulas of the record type for `values` laid over the row (entity, selected row, None).

    What has no value (something is missing, a division by zero) is the field's blank.
    """
    plan = plan_of(kind)
    if not plan:
        return {}
    known, found = _Known(kind, values, row), {}
    for name, part in plan:
        of = kind.fields[name]
        value = result_of(part, known, of.kind)
        known.found[name] = as_known(of, value)
        found[name] = of.blank if value is None else value
    return found


def typed_only(kind, values):
    """`values` without those that formulas give."""
    return {name: value for name, value in values.items() if not (of := kind.fields.get(name)) or of.typed}


@lru_cache(512)
def plan_of(kind):
    """`((field, parts), …)` of the formulas in the order in which they are worked out; senseless ones left out."""
    types, sound = types_of(kind.fields), {}
    for name, of in kind.fields.items():
        if of.formula:
            try:
                sound[name] = parse(of.formula)
                type_of(sound[name], types)
            except BadFormula:
                sound.pop(name, None)
    try:
        order = in_order({name: references(part) for name, part in sound.items()})
    except BadFormula:
        return ()
    return tuple((name, sound[name]) for name in order)


def inputs(kind):
    """Names of the standard fields that formulas of the record type look at."""
    wanted = {name for _name, part in plan_of(kind) for name in references(part)}
    return tuple(name for name in kind.fields if name in wanted and not kind.fields[name].custom)


def as_known(of, value):
    """A value of a field as formulas see it: numbers as Decimal, moments as days in Japan, missing as None."""
    if value is None:
        return "" if TYPES.get(of.kind) == "text" else None
    if isinstance(value, dt.datetime):
        return value.astimezone(clock.JST).date()
    return Decimal(value) if TYPES.get(of.kind) == "number" else value


class _Known:
    """Values by field, looked up only when a formula asks."""

    def __init__(self, kind, values, row):
        self.kind, self.values, self.row, self.found = kind, values, row, {}

    def __getitem__(self, name):
        if name not in self.found:
            of = self.kind.fields[name]
            if name in self.values:
                value = self.values[name]
            else:
                value = of.blank if self.row is None else held(self.row, of)
            self.found[name] = as_known(of, value)
        return self.found[name]
