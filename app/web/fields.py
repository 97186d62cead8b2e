"""Inputs that read what people in Japan type: 全角, commas, ¥ and 円, 11/21, 令和8年11月21日.

What was typed stays in the input when it cannot be read.
"""

from decimal import Decimal

from wtforms import Field, FieldList, FormField
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import TextInput

from app.kernel import clock
from app.kernel.i18n import _, translate
from app.kernel.parsing import parse_date, parse_datetime, parse_decimal, parse_yen

PLACES = 4
LARGEST = Decimal(10) ** 14


class TypedField(Field):
    """A text input: `read(text)` gives its value (ValueError: what to say), `write(value)` the text."""

    widget = TextInput()

    def read(self, text):
        """The value of `text`; raises ValueError with a sentence."""
        raise NotImplementedError

    def write(self, value):
        """`value` as people type it."""
        return str(value)

    def process_formdata(self, valuelist):
        """Read what was typed; an empty input is None."""
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = self.read(valuelist[0])
        except ValueError as error:
            raise ValidationError(translate(str(error))) from error

    def pre_validate(self, form):
        """What cannot be read needs no further complaint (`required` would replace the better sentence)."""
        if self.process_errors:
            raise StopValidation

    def _value(self):
        if self.raw_data and (self.errors or self.process_errors or self.data is None):
            return self.raw_data[0]
        return "" if self.data is None else self.write(self.data)


class DateField(TypedField):
    """A day (`datetime.date`); `11/21` means the nearest one to today in Japan."""

    example = "2026/11/21"

    def read(self, text):
        """See `kernel.parsing.parse_date`."""
        return parse_date(text, clock.today())

    def write(self, value):
        """`2026/11/21`."""
        return f"{value:%Y/%m/%d}"


class DateTimeField(TypedField):
    """A moment, typed and shown in Japanese time, kept aware."""

    example = "2026/11/21 17:00"

    def read(self, text):
        """See `kernel.parsing.parse_datetime`."""
        return parse_datetime(text, clock.today())

    def write(self, value):
        """`2026/11/21 17:00`."""
        return f"{value.astimezone(clock.JST):%Y/%m/%d %H:%M}"


class NumberField(TypedField):
    """A Decimal with at most four places, as `numeric(18,4)` holds it."""

    def read(self, text):
        """See `kernel.parsing.parse_decimal`."""
        value = parse_decimal(text)
        if abs(value) >= LARGEST:
            raise ValueError(_("The number is too large."))
        if -value.as_tuple().exponent > PLACES and value != round(value, PLACES):
            raise ValueError(_("Use at most four decimal places."))
        return value

    def write(self, value):
        """`1,234.5`, without needless zeros."""
        whole, _point, part = f"{Decimal(value):,.4f}".partition(".")
        part = part.rstrip("0")
        return f"{whole}.{part}" if part else whole


class QuantityField(NumberField):
    """How many; Decimal."""


class PriceField(NumberField):
    """Yen for one unit, with decimals; Decimal."""


class YenField(TypedField):
    """A whole amount of yen; int."""

    def read(self, text):
        """See `kernel.parsing.parse_yen`."""
        return parse_yen(text)

    def write(self, value):
        """`12,345`."""
        return f"{value:,}"


class LineList(FieldList):
    """A table to type in: entries of a small form, with `spare` empty rows at its end that count for nothing.

    `rows` are the inner forms in which something was typed; `data` their values. Without JavaScript the spare
    rows are what one types into; with it `grid.js` adds more.
    """

    def __init__(self, form_class, label=None, *args, spare=3, **kwargs):
        kwargs.setdefault("max_entries", 500)
        super().__init__(FormField(form_class), label, *args, **kwargs)
        self.spare, self.list_errors = spare, []

    def process(self, formdata, data=None, extra_filters=None):
        """Read the rows, drop the empty ones (so that row n of `data` is entry n), add the spare ones."""
        super().process(formdata, *(() if data is None else (data,)), extra_filters=extra_filters)
        self.entries = [entry for entry in self.entries if not is_blank(entry.form)]
        self._compact_indices()
        for _spare in range(min(self.spare, self.max_entries - len(self.entries))):
            self._add_entry()

    @property
    def blank(self):
        """An entry that belongs to no row: the pattern of a new one (`lines-__row__-name`)."""
        options = {
            "name": f"{self.name}-__row__",
            "id": f"{self.id}-__row__",
            "_meta": self.meta,
            "translations": self._translations,
        }
        entry = self.meta.bind_field(self._form, self.unbound_field, options)
        entry.process(None)
        return entry

    @property
    def rows(self):
        """The inner forms in which something was typed."""
        return [entry.form for entry in self.entries if not is_blank(entry.form)]

    @property
    def data(self):
        """The values of `rows`, as dictionaries."""
        return [row.data for row in self.rows]

    def validate(self, form, extra_validators=()):
        """Check the rows with something in them, then the list's own validators."""
        self.errors, self.list_errors = [], []
        rows_are_right = [row.validate() for row in self.rows]
        self._run_validation_chain(form, [*self.validators, *extra_validators])
        self.list_errors = list(self.errors)
        self.gather()
        return all(rows_are_right) and not self.list_errors

    def gather(self):
        """Make `errors` anew from the list's own and its rows' (a refusal may have come after validation)."""
        self.errors = self.list_errors + [row.errors for row in self.rows if row.errors]


class FixedRows(LineList):
    """A table with one row for each line of a document: rows are neither added nor dropped, row n is line n."""

    def __init__(self, form_class, label=None, **kwargs):
        super().__init__(form_class, label, spare=0, **kwargs)

    def process(self, formdata, data=None, extra_filters=None):
        """Read the rows as they are."""
        FieldList.process(self, formdata, *(() if data is None else (data,)), extra_filters=extra_filters)

    @property
    def values(self):
        """The values of all rows as dictionaries, the empty ones too."""
        return [entry.form.data for entry in self.entries]


def is_blank(form):
    """Whether nothing was typed into a line; choices, ticks and hidden values alone do not count."""
    typed = [f for f in form if isinstance(f, TypedField) or isinstance(f.widget, TextInput)]
    return not any(_something(field) for field in typed)


def _something(field):
    if field.raw_data:
        return any(str(text).strip() for text in field.raw_data)
    return field.data not in (None, "")
