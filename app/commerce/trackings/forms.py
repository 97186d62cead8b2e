"""A file of numbers, and numbers typed by hand."""

from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.commerce.carriers.catalogue import CARRIERS
from app.kernel.i18n import _l
from app.web.fields import DateField
from app.web.forms import Form

_DAY = _l("Enter the day of shipping.")


class FileForm(Form):
    """A carrier's file, or our own."""

    file = FileField(_l("File"), [InputRequired(message=_l("Choose a file."))])
    shipped_on = DateField(_l("Day of shipping unless the file says"), [InputRequired(_DAY)])


class TypedForm(Form):
    """The numbers of one slip."""

    key = StringField(
        _l("Order number or key on the label"), [InputRequired(_l("Enter the order number.")), Length(max=80)]
    )
    carrier = SelectField(_l("Carrier"), choices=[(one.code, one.name) for one in CARRIERS.values()])
    numbers = TextAreaField(
        _l("Tracking numbers, one a line"),
        [InputRequired(_l("Enter the tracking number.")), Length(max=2000)],
    )
    typed_on = DateField(_l("Day of shipping"), [InputRequired(_DAY)])
