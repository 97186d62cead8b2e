"""What somebody posted about a record, checked: its values, whose side was taken, what has no field any more."""

from functools import cached_property

from flask import request

from app.kernel.errors import Unreadable
from app.kernel.i18n import _, translate
from app.records.kit.merging import SIDES, THEIRS, differences, merged
from app.records.kit.plain import from_plain, plain_of
from app.records.kit.reading import shown, value_of
from app.records.layouts.shaping import former_field
from app.records.pages.forms.building import form_class, typed, values_of
from app.records.pages.forms.opened import Opened, unsealed


class Posted:
    """The form of `row` (None: a new one) as it came in."""

    def __init__(self, kind, row=None):
        """Reads the request; `valid()` checks it."""
        self.kind, self.row, self.form = kind, row, form_class(kind)()
        version = request.form.get("version", 0, type=int)
        sealed = request.form.get("opened", "")
        self.opened = Opened("", 0) if row is None else unsealed(sealed, row, version)
        for name in typed(kind):
            if self.opened.values and name not in self.opened.values:
                del self.form[name]  # it came into the form later: nobody was asked for it

    @cached_property
    def chosen(self):
        """`{name: side}` of the fields that a merge left to choose, as chosen."""
        asked = {name: request.form.get(f"take-{name}") for name in self.opened.sides if name in self.form}
        return {name: side for name, side in asked.items() if side in SIDES}

    def valid(self):
        """Check the form. What was taken over from the other is not asked again; an open choice is an error."""
        self.form.validate()
        for name, side in self.opened.sides.items():
            side = self.chosen.get(name, side)
            if side == THEIRS and name in self.form:
                self.form[name].errors = []
            elif side is None and name in self.form:
                self.form[name].errors = [_("Choose which of the two values stands.")]
        return not self.form.errors

    @property
    def values(self):
        """`{field: value}` to save, once valid: what was typed, and theirs where that side was taken."""
        own = values_of(self.kind, self.form)
        mine = {name: plain_of(self.kind.fields[name], value) for name, value in own.items()}
        met = differences(self.opened.before, self.opened.values, mine)
        met = [one for one in met if one.name in self.opened.sides]
        result, _undecided = merged(met, self.opened.values, mine, self.opened.sides | self.chosen)
        fields = self.kind.fields
        return {
            name: own[name] if result[name] == mine[name] else from_plain(fields[name], result[name])
            for name in result
        }

    @property
    def left_out(self):
        """`(label, text)` of what was typed into fields that a form opened earlier still had."""
        names = dict.fromkeys(name.removesuffix("_text") for name in request.form if name not in self.form)
        found = [(name, former_field(self.kind, name)) for name in names if name not in typed(self.kind)]
        told = [(of, self._text(name)) for name, of in found if of is not None]
        return [
            (translate(of.label), self._said(of, text))
            for of, text in told
            if text and self._changed(of, text)
        ]

    @property
    def orphans(self):
        """`(name, text)` of what was posted for fields that the form no longer has: it waits until one saves."""
        names = [name for name in request.form if name.removesuffix("_text") not in typed(self.kind)]
        names = [name for name in names if former_field(self.kind, name.removesuffix("_text")) is not None]
        return [(name, text) for name in names for text in request.form.getlist(name)]

    def _text(self, name):
        spoken = request.form.get(f"{name}_text", "").strip()
        return spoken or ";".join(request.form.getlist(name)).strip()

    def _changed(self, of, text):
        try:
            usual = None if self.row is not None else plain_of(of, of.default)
            return plain_of(of, value_of(of, text)) != self.opened.values.get(of.name, usual)
        except Unreadable:
            return True

    def _said(self, of, text):
        try:
            return shown(of, value_of(of, text))
        except Unreadable:
            return text
