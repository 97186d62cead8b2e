"""The records around one record, in one statement."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Integer, String, and_, literal, select, true, union_all

from app.kernel import context
from app.kernel.db import session
from app.records.kit.describing import LINKS, State
from app.records.kit.documents import described
from app.records.kit.extras import expression, held
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import key_of, reach, reach_of_link
from app.records.kit.slots import slotted
from app.records.layouts.shaping import shaped

SHOWN = 5


@dataclass
class Related:
    """The records of one type whose link field names the present one: the first five (of documents the newest).

    `more`: whether there are others.
    """

    kind: Any
    field: Any
    rows: list = field(default_factory=list)
    more: bool = False

    def worded(self, value):
        """How the state of a row is shown; that of a document is a field."""
        if self.kind.states:
            return self.kind.state(value)
        of = _standing(self.kind)
        return State(value, of.labels().get(value, value), of.tones.get(value, "draft"))


def around(kind, row):
    """`({link field: title}, [Related])` of a record; what the present person may not know of is left out."""
    named = [of for of in kind.visible.values() if of.link and held(row, of) is not None]
    pointing = [Related(other, of) for other, of in _pointing_to(kind)]
    parts = [_title(number, of, held(row, of)) for number, of in enumerate(named)]
    parts += [_related(len(named) + number, one, row.id) for number, one in enumerate(pointing)]
    titles = {}
    for number, *found in session.execute(select(union_all(*parts).subquery())) if parts else ():
        if number < len(named):
            titles[named[number].name] = found[2]
        else:
            pointing[number - len(named)].rows.append(found)
    for one in pointing:
        one.rows.sort(key=lambda found: (found[1] or "", str(found[0])), reverse=not one.kind.entered)
        one.more = len(one.rows) > SHOWN
        del one.rows[SHOWN:]
    return titles, [one for one in pointing if one.rows]


def _pointing_to(kind):
    for other in described().values():
        if other.discussed and context.actor().may(other.permissions.view):
            arranged = shaped(other)
            yield from ((arranged, of) for of in arranged.visible.values() if of.link == kind.name)


def _columns(number, model, key, title, state):
    return select(
        literal(number, Integer).label("part"),
        model.id.label("id"),
        key.label("code"),
        getattr(model, title).label("title"),
        state.label("state"),
    )


def _title(number, of, value):
    target = LINKS[of.link]
    found = _columns(number, target.model, key_of(target), target.title, literal("", String))
    return found.where(target.model.id == value, reach_of_link(of.link))


def _related(number, one, record_id):
    other, of = one.kind, one.field
    names = getattr(other.model, of.slot) == slotted("link", record_id) if of.slot else None
    if names is None:
        names = expression(other.model, of) == record_id
    state = other.model.state if other.states else getattr(other.model, _standing(other).name)
    found = _columns(number, other.model, key_of(other), other.title, state)
    found = found.where(and_(names, reach(other), state != ARCHIVED if other.states else true()))
    first, then = getattr(other.model, other.sorts[0]).desc(), other.model.id.desc()
    order = (key_of(other), other.model.id) if other.entered else (first, then)
    return select(found.order_by(*order).limit(SHOWN + 1).subquery())


def _standing(kind):
    return next(of for of in kind.fields.values() if of.tones)
