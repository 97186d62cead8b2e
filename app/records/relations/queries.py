"""The records around one record, in one statement."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import DateTime, Integer, String, and_, cast, literal, null, select, true, union_all

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
    """The records of one type whose link field names the present one: the first five in the order of their list.

    A row is `(id, code, title, state, day)`, with the day that list is ordered by. `more`: whether there are others.
    """

    kind: Any
    field: Any
    rows: list = field(default_factory=list)
    more: bool = False

    @property
    def order(self):
        """The field its rows stand in order of: that of its list, of documents the first they sort by."""
        wanted = self.kind.order.lstrip("-") or (self.kind.key if self.kind.entered else self.kind.sorts[0])
        return wanted if wanted == self.kind.key or self._days(wanted) else self.kind.key

    @property
    def falling(self):
        """Whether the last come first."""
        return self.kind.order.startswith("-") or not self.kind.entered

    @property
    def day(self):
        """The column with the day its rows stand in order of; None when they stand by their numbers."""
        return getattr(self.kind.model, self.order) if self._days(self.order) else None

    def _days(self, name):
        return name in self.kind.fields and self.kind.fields[name].kind in ("date", "datetime")

    def plain(self, value):
        """Whether a state says nothing: that a record is in use as records are."""
        return (
            bool(self.kind.states)
            and value == self.kind.states[0].value
            and self.worded(value).tone == "done"
        )

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
        one.rows.sort(key=lambda found: (found[4] or found[1] or "", str(found[0])), reverse=one.falling)
        one.more = len(one.rows) > SHOWN
        del one.rows[SHOWN:]
    return titles, [one for one in pointing if one.rows]


def _pointing_to(kind):
    for other in described().values():
        if other.discussed and context.actor().may(other.permissions.view):
            arranged = shaped(other)
            yield from ((arranged, of) for of in arranged.visible.values() if of.link == kind.name)


def _columns(number, model, key, title, state, day=None):
    return select(
        literal(number, Integer).label("part"),
        model.id.label("id"),
        key.label("code"),
        getattr(model, title).label("title"),
        state.label("state"),
        cast(null() if day is None else day, DateTime(True)).label("day"),
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
    found = _columns(number, other.model, key_of(other), other.title, state, one.day)
    found = found.where(and_(names, reach(other), state != ARCHIVED if other.states else true()))
    order = (key_of(other) if one.day is None else one.day, other.model.id)
    order = [each.desc() for each in order] if one.falling else order
    return select(found.order_by(*order).limit(SHOWN + 1).subquery())


def _standing(kind):
    return next(of for of in kind.fields.values() if of.tones)
