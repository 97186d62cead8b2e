"""What is typed about requests and their layouts."""

import wtforms
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.commerce.shipping_requests.model import DELIMITERS, ENCODINGS
from app.commerce.shipping_requests.sources import ANSWERS, SOURCES
from app.commerce.shipping_requests.wording import COMPANIES
from app.commerce.slips.wording import CARRIERS
from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.web.fields import DateField, LineList
from app.web.forms import Form, VersionedForm

_DELIMITER_WORDS = {"comma": _l("Comma"), "tab": _l("Tab")}
_ENCODING_WORDS = {"cp932": "Shift_JIS", "utf-8": "UTF-8", "utf-8-sig": _l("UTF-8 with a mark (BOM)")}


class AskForm(Form):
    """Which slips, by which layout."""

    profile_id = SelectField(_l("Warehouse and layout"), coerce=id_of)
    channel_id = SelectField(_l("Shop"), coerce=id_of)
    planned_until = DateField(_l("Planned until"))

    def offer(self, profiles, channels):
        """Name layouts and shops."""
        self.profile_id.choices = [(one.id, one.name) for one in profiles]
        self.channel_id.choices = [("", _l("All shops")), *((row.id, row.name) for row in channels)]
        return self


class AnswerForm(Form):
    """A file of a warehouse."""

    profile_id = SelectField(_l("Warehouse and layout"), coerce=id_of)
    file = FileField(_l("Answer of the warehouse (CSV or Excel)"), [InputRequired(_l("Choose a file."))])

    def offer(self, profiles):
        """Name layouts."""
        self.profile_id.choices = [(one.id, one.name) for one in profiles]
        return self


class ColumnForm(wtforms.Form):
    """One column of the request; the number is its place."""

    place = IntegerField(_l("Place of the column"), [Optional()])
    header = StringField(_l("Heading"), [Length(max=100)])
    source = SelectField(
        _l("What it shows"),
        choices=[("", _l("Fixed text")), *((name, label) for name, (label, _of) in SOURCES.items())],
    )
    text = StringField(_l("Fixed text"), [Length(max=200)])


class ProfileForm(VersionedForm):
    """A layout."""

    name = StringField(_l("Name of the layout"), [InputRequired(_l("Enter a name.")), Length(max=80)])
    company = SelectField(_l("Company of the warehouse"), choices=COMPANIES)
    warehouse_id = SelectField(_l("Warehouse whose stock leaves"), coerce=id_of)
    carrier = SelectField(_l("Carrier when the answer names none"), choices=[("", "–"), *CARRIERS])
    encoding = SelectField(_l("Encoding"), choices=[(one, _ENCODING_WORDS[one]) for one in ENCODINGS])
    delimiter = SelectField(
        _l("Between columns"), choices=[(one, _DELIMITER_WORDS[one]) for one in DELIMITERS]
    )
    with_header = BooleanField(_l("First row names the columns"))
    columns = LineList(ColumnForm, _l("Columns in their order"), spare=3)
    key = StringField(ANSWERS["key"], [Length(max=300)])
    number = StringField(ANSWERS["number"], [Length(max=300)])
    answer_carrier = StringField(ANSWERS["carrier"], [Length(max=300)])
    day = StringField(ANSWERS["day"], [Length(max=300)])

    def offer(self, warehouses):
        """Name the outside warehouses."""
        self.warehouse_id.choices = [(row.id, row.name) for row in warehouses]
        return self

    def values(self):
        """The columns of a RequestProfile."""
        rows = sorted(enumerate(self.columns.data), key=lambda pair: (pair[1]["place"] or 10_000, pair[0]))
        told = {"key": self.key, "number": self.number, "carrier": self.answer_carrier, "day": self.day}
        return {
            "name": self.name.data,
            "company": self.company.data,
            "warehouse_id": self.warehouse_id.data,
            "carrier": self.carrier.data,
            "encoding": self.encoding.data,
            "delimiter": self.delimiter.data,
            "with_header": self.with_header.data,
            "columns": [
                [row["header"] or "", row["source"], "" if row["source"] else row["text"] or ""]
                for _at, row in rows
            ],
            "answers": {name: found for name, field in told.items() if (found := _split(field.data))},
        }


def _split(text):
    return [word for one in (text or "").replace("、", ",").split(",") if (word := one.strip())]


def profile_form(held, warehouses, version=None):
    """The form with a layout: a dictionary with the columns of RequestProfile."""
    data = {name: value for name, value in held.items() if name not in ("columns", "answers")}
    data["columns"] = [
        {"place": place, "header": header, "source": source, "text": text}
        for place, (header, source, text) in enumerate(held["columns"], 1)
    ]
    for name, headers in held["answers"].items():
        data["answer_carrier" if name == "carrier" else name] = ", ".join(headers)
    return ProfileForm(formdata=None, data=data | {"version": version}).offer(warehouses)
