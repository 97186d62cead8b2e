"""Columns of a list, never entities: own fields typed, links by the title of what they point to."""

from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from app.records.kit.describing import LINKS, RECORD_TYPES
from app.records.kit.extras import expression
from app.records.kit.queries import reach_of_link

KEPT = 512
"""How many arrangements of lists a process remembers."""


@dataclass
class Selected:
    """A select under way: its columns, and the joins that titles of links (`coded`: their keys) need."""

    kind: object
    coded: bool = False
    columns: list = field(default_factory=list)
    joins: dict = field(default_factory=dict)

    def value(self, name):
        """The field as SQL as a reader sees it: a link as the title of its target (of those the reader may know)."""
        of = self.kind.fields.get(name)
        if of is None:
            return getattr(self.kind.model, name)
        if not of.link:
            return expression(self.kind.model, of)
        return self.target(of)

    def target(self, of):
        """The title column of the target of a link, joined once."""
        if of.name not in self.joins:
            other = aliased(LINKS[of.link].model)
            on = and_(
                other.tenant_id == self.kind.model.tenant_id,
                other.id == expression(self.kind.model, of),
                reach_of_link(of.link, other),
            )
            self.joins[of.name] = (other, on)
        target = LINKS[of.link]
        return getattr(self.joins[of.name][0], target.key if self.coded else target.title)

    def statement(self):
        """The select of all columns with its joins."""
        found = select(*self.columns).select_from(self.kind.model)
        for other, on in self.joins.values():
            found = found.outerjoin(other, on)
        return found


def select_columns(kind, names, sort, *, coded=False):
    """`(select, column)`: id, the named columns and `sort_value`, and the column it is ordered by.

    `coded`: links by what files know their targets by, instead of by title. Put together once for each arrangement of a
    list, where it says the same to every reader.
    """
    linked = {of.link for of in map(kind.fields.get, (*names, sort)) if of is not None and of.link}
    alike = not any(RECORD_TYPES[one].private for one in linked if one in RECORD_TYPES)
    return (_kept if alike else _selected)(kind, tuple(names), sort, coded)


def _selected(kind, names, sort, coded):
    making = Selected(kind, coded)
    making.columns.append(kind.model.id)
    making.columns += [making.value(name).label(name) for name in names]
    column = sort_key(making, sort)
    making.columns.append(column.label("sort_value"))
    return making.statement(), column


_kept = lru_cache(KEPT)(_selected)


def sort_key(making, name):
    """What a list is ordered by for a field: its slot or column (indexed where the record type says so), or title."""
    of = making.kind.fields.get(name)
    if of is not None and of.slot and not of.link:
        return getattr(making.kind.model, of.slot)
    return making.value(name)
