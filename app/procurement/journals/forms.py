"""Forms of journals: exporting, arranging columns, deciding accounts."""

import datetime as dt
import uuid

import wtforms
from wtforms import BooleanField, FieldList, FormField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from app.kernel import clock
from app.kernel.i18n import _, _l
from app.kernel.parsing import parse_date
from app.procurement.journals.arranged import FIELDS
from app.web.fields import DateField
from app.web.forms import Form

YAYOI = "yayoi"
_MOST_COLUMNS = 80


class ExportForm(Form):
    """Which period, in which form."""

    first_on = DateField(_l("From"), [DataRequired(_l("Enter the first day."))])
    last_on = DateField(_l("Until"), [DataRequired(_l("Enter the last day."))])
    file_format = SelectField(_l("File format"))
    again = BooleanField(_l("Export again what has left before"))

    def offer(self, templates):
        """`self` with the arrangements to choose from."""
        own = [(str(one.id), one.name) for one in templates]
        self.file_format.choices = [(YAYOI, _("Yayoi import format (25 columns)")), *own]
        return self

    def chosen(self, templates):
        """The chosen arrangement, None for Yayoi's."""
        return next((one for one in templates if str(one.id) == self.file_format.data), None)


class ColumnForm(wtforms.Form):
    """One column of an arrangement."""

    header = StringField(_l("Heading"), [Length(max=100)])
    source = SelectField(_l("What it shows"), validate_choice=False)
    literal = StringField(_l("Fixed text"), [Length(max=100)])
    format = StringField(_l("Value format"), [Length(max=30)])


class TemplateForm(Form):
    """An arrangement: its columns and how the file is written."""

    name = StringField(_l("Name of the arrangement"), [Length(max=60)])
    layout = SelectField(
        _l("Rows"),
        choices=[("pairs", _l("Debit and credit side by side")), ("lines", _l("One row for each line"))],
    )
    tax = SelectField(
        _l("Consumption tax"),
        choices=[("inside", _l("Inside the amounts")), ("apart", _l("As lines of its own"))],
    )
    file_type = SelectField(_l("File"), choices=[("csv", "CSV"), ("xlsx", "Excel")])
    encoding = SelectField(
        _l("Character code"),
        choices=[("cp932", _l("Shift_JIS (CP932)")), ("utf-8", "UTF-8"), ("utf-8-sig", _l("UTF-8 with BOM"))],
    )
    newline = SelectField(_l("Line ends"), choices=[("crlf", "CRLF"), ("lf", "LF")])
    quoting = SelectField(
        _l("Quotation marks"),
        choices=[("minimal", _l("Only where needed")), ("all", _l("Around every value"))],
    )
    with_header = BooleanField(_l("Headings in the first row"), default=True)
    columns = FieldList(FormField(ColumnForm), _l("Columns"), max_entries=_MOST_COLUMNS)

    def offer(self):
        """`self` with the fields that the chosen layout offers."""
        fields = FIELDS.get(self.layout.data, FIELDS["pairs"])
        for entry in self.columns:
            entry.form.source.choices = [("", _("(fixed text)")), *fields.items()]
        return self

    def arrangement(self):
        """The arrangement as it is kept; columns without anything in them are left out."""
        columns = [{name: (one[name] or "").strip() for name in one} for one in self.columns.data]
        return {
            "columns": [one for one in columns if any(one.values())],
            "layout": self.layout.data,
            "tax": self.tax.data,
            "file_type": self.file_type.data,
            "encoding": self.encoding.data,
            "newline": {"lf": "\n"}.get(self.newline.data, "\r\n"),
            "quoting": self.quoting.data,
            "with_header": self.with_header.data,
        }


def template_form(name, arrangement):
    """The form of a kept arrangement."""
    newline = "lf" if arrangement.get("newline") == "\n" else "crlf"
    data = {"with_header": True, "tax": "inside", "quoting": "minimal"} | arrangement
    return TemplateForm(formdata=None, data=data | {"name": name, "newline": newline}).offer()


class RuleForm(Form):
    """Where purchases are booked."""

    category_id = SelectField(_l("Category"), default="")
    organisation_id = SelectField(_l("Department"), default="")
    account_code = SelectField(_l("Account"))

    def offer(self, categories, departments, accounts):
        """`self` with what can be chosen."""
        everything = [("", _("Any"))]
        self.category_id.choices = everything + [(str(one.id), one.name) for one in categories]
        self.organisation_id.choices = everything + [(str(one.id), one.name) for one in departments]
        self.account_code.choices = accounts
        return self

    def facts(self):
        """What was chosen, by the names of the verb."""
        ids = {name: uuid.UUID(self[name].data) if self[name].data else None for name in _IDS}
        return {**ids, "account_code": self.account_code.data}


_IDS = ("category_id", "organisation_id")


def filters_from(arguments):
    """`(as typed, as asked)` of the list's address; the state is `chosen` where it is typed."""
    typed = {name: arguments.get(name, "").strip() for name in ("since", "until", "account")}
    typed["chosen"] = arguments.get("status", "")
    days = {name: day_of(typed[name]) for name in ("since", "until")}
    return typed, {"status": typed["chosen"], "account": typed["account"], **days}


def day_of(text):
    """The day that was typed, or None when there is nothing readable."""
    try:
        return parse_date(text, clock.today()) if text else None
    except ValueError:
        return None


def last_month():
    """`(first, last)` day of the month before this one: what is usually exported."""
    last = clock.today().replace(day=1) - dt.timedelta(days=1)
    return last.replace(day=1), last


def last_year():
    """`(first, last)` day of the 365 days up to today: where rows for a look are taken from."""
    return clock.today() - dt.timedelta(days=365), clock.today()
