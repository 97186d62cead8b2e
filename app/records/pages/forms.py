"""The form of a record type, made from its fields, and the forms around imports and exports."""

import uuid
from functools import cache

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, SelectField, SelectMultipleField, TextAreaField, validators
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from app.kernel.i18n import _, _l
from app.records.kit.queries import by_key_or_name, titles
from app.records.kit.reading import value_of
from app.web.fields import DateField, DateTimeField, NumberField, PriceField, TypedField, YenField
from app.web.forms import Form


class Present:
    """Something must be typed; spaces are nothing."""

    field_flags = {"required": True}

    def __call__(self, form, field):
        """Refuse an empty input."""
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            raise StopValidation(_("This is required."))


class ByRule:
    """An input whose text is read by the rules of the record's field."""

    def __init__(self, label=None, checks=None, *, of, **options):
        super().__init__(label, checks, **options)
        self.of = of

    def read(self, text):
        """See `kit.reading.value_of`."""
        return value_of(self.of, text)


class ReadField(ByRule, TypedField):
    """A text."""


class WholeField(ByRule, NumberField):
    """A number."""


class MoneyField(ByRule, PriceField):
    """A unit price."""


class LinkField(Field):
    """The id of another record; what was typed without choosing is taken as its code or name."""

    widget = TextInput()

    def __init__(self, label=None, checks=None, *, of, **options):
        super().__init__(label, checks, **options)
        self.of, self.text = of, ""

    def process(self, formdata, *args, **options):
        """Read the hidden id and the typed text beside it."""
        super().process(formdata, *args, **options)
        self.text = formdata.get(f"{self.name}_text", "").strip() if formdata else ""

    def process_formdata(self, valuelist):
        """The chosen id, or None."""
        try:
            self.data = uuid.UUID(valuelist[0]) if valuelist and valuelist[0] else None
        except ValueError:
            self.data = None

    def pre_validate(self, form):
        """Find what was typed; refuse what is not there."""
        if self.data is not None:
            if self.data not in titles(self.of.link, [self.data]):
                raise StopValidation(_("This entry does not exist any more. Choose another."))
        elif self.text:
            self.data = by_key_or_name(self.of.link, [self.text]).get(self.text)
            if self.data is None:
                raise StopValidation(_("There is no entry with this code or name. Choose one of the list."))

    def _value(self):
        return str(self.data or "")


class ManyField(SelectMultipleField):
    """Any number of choices, as ticks."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()

    def pre_validate(self, form):
        """Keep retired values that the record holds; refuse what was never offered."""
        known = {value for value, *_rest in self.iter_choices()}
        if any(value not in known for value in self.data or ()):
            raise StopValidation(_("This entry does not exist any more. Choose another."))


_CLASSES = {"date": DateField, "datetime": DateTimeField, "yen": YenField}
_READ = {
    "number": WholeField,
    "percent": WholeField,
    "decimal": WholeField,
    "price": MoneyField,
    "link": LinkField,
}


@cache
def form_class(kind):
    """The form of a record type: a field for each of its fields, and the version it was opened at."""
    return type(
        f"{kind.model.__name__}Form", (Form,), {one.name: _field(one) for one in typed(kind).values()}
    )


def typed(kind):
    """The fields that are typed into a form, by name: neither worked out, nor hidden, nor files."""
    return {name: of for name, of in kind.visible.items() if not of.formula and of.kind != "file"}


def _field(one):
    checks = [Present()] if one.required else [validators.Optional()]
    options = {"description": one.help} if one.help else {}
    if one.kind == "bool":
        return BooleanField(one.label, default=bool(one.default), **options)
    if one.kind == "choice":
        return SelectField(one.label, choices=lambda: _choices(one), default=one.default, **options)
    if one.kind == "many":
        return ManyField(one.label, checks, choices=lambda: list(one.labels().items()), **options)
    if one.kind == "long":
        length = validators.Length(max=max(one.longest, 2000))
        return TextAreaField(one.label, [*checks, length], filters=[_trimmed], **options)
    if one.kind in _CLASSES:
        return _CLASSES[one.kind](one.label, checks, default=one.default, **options)
    made = _READ.get(one.kind, ReadField)
    return made(one.label, checks if made is not LinkField else [], of=one, default=one.default, **options)


def _choices(of):
    empty = [("", "")] if of.custom and not of.required else []
    return empty + list(of.labels().items())


def _trimmed(text):
    return text.strip() if text else ""


def values_of(kind, form):
    """`{field: value}` of a valid form; empty inputs are the field's blank."""
    return {
        name: form[name].data if form[name].data is not None else one.blank
        for name, one in typed(kind).items()
    }


class UploadForm(Form):
    """A file of records."""

    file = FileField(_l("File"), [validators.InputRequired(message=_l("Choose a file."))])


class ExportForm(Form):
    """How a list becomes a file."""

    format = SelectField(
        _l("Format"),
        choices=[
            ("xlsx", _l("Excel (.xlsx)")),
            ("utf8", _l("CSV (UTF-8)")),
            ("cp932", _l("CSV (Shift_JIS)")),
        ],
    )
    columns = SelectField(
        _l("Columns"), choices=[("list", _l("The columns of the list")), ("all", _l("All fields"))]
    )
