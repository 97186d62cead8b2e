"""What is dropped and typed in the converter."""

import wtforms
from flask_wtf.file import MultipleFileField
from wtforms import SelectField
from wtforms.validators import InputRequired

from app.commerce.intake.columns import key_of
from app.commerce.intake.readers.fields import EXTRA_FIELDS, FIELDS
from app.commerce.intake.readers.profiled import MAPPABLE
from app.kernel import clock
from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.web.fields import DateField, FixedRows
from app.web.forms import Form

_NAMES = FIELDS | EXTRA_FIELDS


class DropForm(Form):
    """Order files, and what their labels need."""

    files = MultipleFileField(_l("Order files of any shop (CSV or Excel)"))
    account_id = SelectField(_l("Contract with a carrier"), coerce=id_of)
    channel_id = SelectField(_l("Sender"), coerce=id_of)
    ship_on = DateField(_l("Day of shipping"), [InputRequired(_l("Enter the day of shipping."))])

    def offer(self, accounts, channels):
        """Name contracts and shops."""
        self.account_id.choices = [(one.id, one.name) for one in accounts]
        self.channel_id.choices = [*((row.id, row.name) for row in channels), ("", _l("As in the contract"))]
        return self

    def contents(self):
        """`[(name, bytes)]` of the files. Raises Rejected without any."""
        found = [(one.filename, one.read()) for one in self.files.data or () if one and one.filename]
        if not found:
            raise Rejected("Choose a file.", "files")
        return found


def drop_form(accounts, channels):
    """The empty form."""
    return DropForm(formdata=None, ship_on=clock.today()).offer(accounts, channels)


class ColumnRow(wtforms.Form):
    """What one column of the file is."""

    field = SelectField(
        _l("Meaning"), choices=[("", _l("not needed")), *((name, _NAMES[name]) for name in MAPPABLE)]
    )


class ColumnsForm(Form):
    """What each column of an unknown file is."""

    columns = FixedRows(ColumnRow, max_entries=1000)

    def mapping(self):
        """`{our field: position}`."""
        return {row["field"]: at for at, row in enumerate(self.columns.values) if row["field"]}


def columns_form(header):
    """The form for a header; columns that are called as ours are known already."""
    known = {key_of(title): name for name, title in _NAMES.items() if name in MAPPABLE}
    rows = [{"field": known.get(key_of(title), "")} for title in header]
    return ColumnsForm(formdata=None, data={"columns": rows})
