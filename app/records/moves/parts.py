"""What hangs on a record of a type, in parts that one may choose."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, and_, cast, false, func, literal, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased

from app.kernel import clock, context
from app.kernel.i18n import translate
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.holding import HELD, Holding
from app.records.kit.queries import reach
from app.records.kit.slots import slotted
from app.records.layouts.shaping import shaped


@dataclass(frozen=True)
class Part:
    """Rows that go over together, `alone` when somebody may choose them; `kind` where they are records."""

    name: str
    label: Any
    holdings: tuple
    alone: bool
    kind: Any = None


def parts_of(kind):
    """The Parts of what hangs on records of `kind`, records first."""
    found = {}
    for one in (*_by_fields(kind), *(held for names, held in HELD if not names or kind.name in names)):
        found.setdefault(one.part, []).append(one)
    return [
        Part(name, some[0].label, tuple(some), any(one.alone for one in some), some[0].kind)
        for name, some in found.items()
    ]


def _by_fields(kind):
    """The link fields of record types: standard ones, and those that the tenant made."""
    for one in RECORD_TYPES.values():
        other = shaped(one)
        for of in other.fields.values():
            if of.link == kind.name and not of.formula:
                own = other.name == kind.name
                label = _worded(other, of) if own else other.plural
                part = f"{other.name}:{of.name}" if own else other.name
                itself = "id" if own else ""
                yield Holding(
                    part, label, other.model, of.name, True, itself=itself, kind=other, field=_own(of)
                )


def _worded(other, of):
    return translate("%(kind)s that name it as “%(field)s”", kind=other.plural, field=of.label)


def _own(of):
    return of if of.custom else None


def naming(one, record_id, model=None):
    """Clause: the rows of a Holding that name the record."""
    model = model or one.model
    if one.field:
        named = model.extra[one.field.name].astext == str(record_id)
    else:
        named = getattr(model, one.column) == record_id
    return named if one.where is None else and_(named, one.where(model))


def of_type(one, kind):
    """Clause: the rows of a Holding that are about records of that type."""
    return one.model.record_type == kind.name if one.typed else true()


def twice(one, target_id):
    """Clause: the rows of a Holding that the target has already, or that would name themselves."""
    model, clauses = one.model, []
    if one.itself:
        clauses.append(getattr(model, one.itself).is_not_distinct_from(target_id))
    if one.same:
        other = aliased(model)
        alike = [getattr(other, name).is_not_distinct_from(getattr(model, name)) for name in one.same]
        there = select(literal(1)).where(
            other.tenant_id == model.tenant_id, naming(one, target_id, other), *alike
        )
        clauses.append(there.correlate(model).exists())
    return or_(*clauses) if clauses else ~true()


def within_reach(one):
    """Clause: the rows of a Holding that the present actor may see."""
    if one.seen is not None:
        return one.seen()
    if one.kind is None:
        return true()
    return reach(one.kind) if context.actor().may(one.kind.permissions.view) else false()


def set_to(one, target_id):
    """`{column: SQL}`: what the rows of a Holding become, as the next version of their records."""
    model = one.model
    if one.field:
        named = func.jsonb_build_object(one.field.name, str(target_id))
        values = {"extra": model.extra.op("||")(cast(named, JSONB))}
        slot = one.field.slot or one.field.filling
        values |= {slot: slotted("link", target_id)} if slot else {}
    else:
        values = {one.column: target_id, **one.also(model)}
    return values | (stepped(model) if one.kind else {})


def stepped(model):
    """`{column: SQL}` of the next version of records."""
    return {"version": model.version + 1, "changed_at": clock.now()}


def columns_set(one):
    """Names of the columns that moving a row of a Holding sets, but for its version."""
    if one.field:
        slot = one.field.slot or one.field.filling
        return ["extra", *([slot] if slot else [])]
    return [one.column, *one.also(one.model)]


def mark_of(one):
    """SQL: what tells whether a row was touched since."""
    table = one.model.__table__
    if "version" in table.c:
        return cast(table.c.version, String)
    if one.marks:
        return func.concat_ws("|", *(func.coalesce(cast(table.c[name], String), "") for name in one.marks))
    return func.md5(cast(func.to_jsonb(table.table_valued()), String))
