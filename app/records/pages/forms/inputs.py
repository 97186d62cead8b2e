"""The inputs of a record's form: texts read by the rules of the record's field."""

import uuid

from wtforms import Field, SelectField, SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from app.kernel.i18n import _
from app.records.kit.queries import by_key_or_name, titles
from app.records.kit.reading import value_of
from app.web.fields import NumberField, PriceField, TypedField


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


class ChoiceField(SelectField):
    """One of a list; what was not asked (the field is newer than the form) is what a new record has."""

    def pre_validate(self, form):
        """Refuse what was never offered."""
        if self.data is None and not self.raw_data:
            self.data = ""
        else:
            super().pre_validate(form)


class ManyField(SelectMultipleField):
    """Any number of choices, as ticks."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()

    def pre_validate(self, form):
        """Keep retired values that the record holds; refuse what was never offered."""
        known = {value for value, *_rest in self.iter_choices()}
        if any(value not in known for value in self.data or ()):
            raise StopValidation(_("This entry does not exist any more. Choose another."))
