"""Forms of documents, made from the description of their kind."""

from functools import lru_cache

import wtforms
from flask import request
from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import _, _l
from app.trade.documents.amounts import exact
from app.trade.documents.checking import CODES
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.wording import typed
from app.web.fields import DateField, LineList, NumberField, TypedField
from app.web.forms import Form

AMOUNTS = ("money", "yen")


class CodeField(TypedField):
    """A code with a shape or a check digit: container, ship, port, currency."""

    def __init__(self, label, code, **options):
        super().__init__(label, **options)
        self.code = code

    def read(self, text):
        """See `documents.checking.CODES`."""
        return CODES[self.code](text)


class WithFiles:
    """A form that takes files: chosen, or from the camera of a telephone."""

    files = MultipleFileField(_l("Files"))

    @property
    def given(self):
        """`[(stream, name)]` of what was given."""
        return [(one.stream, one.filename) for one in self.files.data or () if one and one.filename]


class DocumentForm(WithFiles, Form):
    """What every document's form carries: what was read, from which seat, and whether own names are meant."""

    etag = HiddenField()
    seat = HiddenField()
    knowing = BooleanField(_l("This may name our organisation"))

    @property
    def sends(self):
        """Whether the button was pressed that sends what is saved."""
        return "and_send" in request.form

    def values(self, kind, current, locked):
        """What was typed, as `saving.save` takes it; `current` where a locked field has no input on the form."""
        posted, found = {name.split("-")[0] for name in request.form}, {}
        for name, part in kind.parts.items():
            if name in locked and name not in posted:
                found[name] = current.get(name)
            elif hasattr(part, "columns"):
                found[name] = [self._row(part, row) for row in self[name].rows]
            else:
                found[name] = self._value(part, self[name])
        return found

    def _row(self, table, row):
        return {one.name: self._value(one, row[one.name]) for one in table.columns}

    def _value(self, field, typed_in):
        if field.kind not in AMOUNTS or typed_in.data is None:
            return typed_in.data
        units = exact(typed_in.data, self._currency() if field.kind == "money" else "JPY")
        if units is None:
            self.refuse(_("The currency has fewer decimals."), typed_in.name)
        return units

    def _currency(self):
        return self["currency"].data if "currency" in self else None


@lru_cache
def form_class(kind_name):
    """The form of a kind."""
    kind = KINDS[kind_name]
    inputs = {name: _input(one) for name, one in kind.fields.items()}
    for table in kind.tables:
        columns = {one.name: _input(one) for one in table.columns}
        line = type(f"Line{table.name}", (wtforms.Form,), columns)
        inputs[table.name] = LineList(line, table.label)
    return type(f"Form{kind_name}", (DocumentForm,), inputs)


def _input(field):
    if field.kind in CODES:
        return CodeField(field.label, code=field.kind, description=field.help)
    if field.kind == "choice":
        return SelectField(field.label, choices=[("", "―"), *field.choices], default="")
    if field.kind == "date":
        return DateField(field.label)
    if field.kind in ("number", *AMOUNTS):
        return NumberField(field.label)
    make = TextAreaField if field.kind == "area" else StringField
    return make(field.label, [Length(max=field.longest)], description=field.help)


def blank_form(held, values, seat):
    """The form of a document with its values in it."""
    currency, filled_in = values.get("currency", ""), {}
    for name, part in held.kind.parts.items():
        if hasattr(part, "columns"):
            columns = {one.name: one for one in part.columns}
            filled_in[name] = [
                {key: typed(columns[key], value, currency) for key, value in row.items() if key in columns}
                for row in values.get(name, ())
            ]
        else:
            filled_in[name] = typed(part, values.get(name), currency)
    return form_class(held.kind.name)(
        formdata=None, data=filled_in | {"etag": held.row.etag, "seat": str(seat)}
    )


class NewDocumentForm(Form):
    """Which kind, for which container."""

    seat = HiddenField()
    kind = SelectField(_l("Kind of trade document"), [InputRequired(_l("Choose a kind."))])
    unit = StringField(_l("Container"), [Length(max=15)])


class ActForm(Form):
    """An act on a document as it was read: from which seat, and why."""

    etag = HiddenField()
    seat = HiddenField()
    reason = TextAreaField(_l("Reason"), [Length(max=1000)])


class ReadersForm(Form):
    """Who reads a document."""

    seat = HiddenField()
    chosen = BooleanField(_l("Only the partners ticked below read it"))
    readers = SelectMultipleField(
        _l("Partners who read it"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )


class FilesForm(WithFiles, Form):
    """Files for a document as it stands."""

    seat = HiddenField()
    knowing = BooleanField(_l("This may name our organisation"))


class LinesForm(Form):
    """A file with the lines of a table."""

    etag = HiddenField()
    seat = HiddenField()
    file = FileField(_l("File of lines (CSV, Excel)"), [InputRequired(_l("Choose a file."))])


class GateForm(Form):
    """Which booking stands at the gate."""

    booking = StringField(
        _l("Booking number"), [InputRequired(_l("Enter the booking number.")), Length(max=35)]
    )


class SlipForm(Form):
    """A slip for one container of the booking."""

    seat = HiddenField()
    unit = StringField(
        _l("Container number"), [InputRequired(_l("Enter the container number.")), Length(max=15)]
    )
