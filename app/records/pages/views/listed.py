"""The columns of a list: what stands in the head, how wide, and how a phone lays them out."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.kernel.i18n import translate
from app.records.lists.asking import sortable
from app.records.pages.views.cells import writer, yes_or_no
from app.web.controls import opening

_ALIGNED = {
    "price": "number",
    "yen": "number",
    "percent": "number",
    "decimal": "number",
    "number": "number",
    "date": "date",
}
SUMMED = ("yen", "decimal")
"""Kinds that add up to something; unit prices do not."""
USUAL_WIDTH, TICKS = 140, {"check": 40}
FIGURES = 2
"""How many amounts a phone shows large."""


@dataclass
class Column:
    """A column of a list, as `ui.table` and the rows want it."""

    name: str
    label: str
    kind: str
    sort: str | None
    phone: str | None
    shape: str
    show: Any
    field: Any = None
    pixels: int | None = None

    @property
    def summed(self):
        """Whether the foot of the list adds it up."""
        return self.field is not None and self.field.kind in SUMMED

    @cached_property
    def opening(self):
        """The tag its cells begin with."""
        return opening(self.kind, self.phone, self.label)

    @cached_property
    def drawn(self):
        """How values that repeat (states, choices) look: each is drawn once a list."""
        return {}

    def keep(self, value, html):
        """Note how a value looks."""
        self.drawn[value] = html
        return html


def columns_of(kind, names, widths=None, selectable=False):
    """The columns of a list of `kind` that shows the fields `names`, the state last; `widths` pixels by field.

    The record's title leads to its page; where it is not among them, the first column does. `selectable`: with a
    column of ticks in front.
    """
    listed = [_column(kind, kind.fields[name]) for name in names]
    if kind.title not in names:
        listed[0].shape = listed[0].phone = "title"
        listed[0].show = yes_or_no if listed[0].field.kind == "bool" else listed[0].show
    for column in [one for one in listed if one.phone == "figure"][FIGURES:]:
        column.phone = None
    if not kind.states and (chip := next((one for one in listed if one.shape == "toned"), None)):
        chip.phone = chip.phone or "chip"
    state = (
        [Column("state", translate("State"), "state", "state", "chip", "state", kind.state)]
        if kind.states
        else []
    )
    ticks = [Column("check", "", "check", None, None, "check", _selecting())] if selectable else []
    for column in (*ticks, *listed, *state):
        column.pixels = (widths | TICKS).get(column.name, USUAL_WIDTH) if widths else None
    return [*ticks, *listed, *state]


def _selecting():
    """What a tick box is called, by the first value of its row."""
    sentence = translate("Select: %(name)s", name="%s")
    return lambda value: sentence % value


def _column(kind, field):
    sort = field.name if sortable(kind, field.name) else None
    if field.name == kind.title:
        sort = "kana" if "kana" in kind.sorts else sort
        return Column(field.name, str(field.label), "text", sort, "title", "title", str, field)
    shape = "bool" if field.kind == "bool" else "toned" if field.tones else "plain"
    phone = "figure" if field.kind in ("price", "yen") else None
    kind = _ALIGNED.get(field.kind, "text")
    return Column(field.name, str(field.label), kind, sort, phone, shape, writer(field), field)
