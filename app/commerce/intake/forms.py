"""Forms of order intake."""

from flask_wtf.file import MultipleFileField
from wtforms import SelectField, StringField, validators

from app.commerce.channels.record import KIND
from app.kernel.i18n import _l
from app.web.forms import Form


class DropForm(Form):
    """Order files, several at once."""

    files = MultipleFileField(_l("Order files"))

    def given(self):
        """`[(stream, name)]` of what was chosen."""
        return [(one.stream, one.filename) for one in self.files.data or [] if one and one.filename]


class ProfileForm(Form):
    """A pattern: its name and the kind of shop; which column is what comes beside it."""

    name = StringField(_l("Name of the pattern"), [validators.InputRequired(), validators.Length(max=60)])
    kind = SelectField(_l("Kind of shop"), default="")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.kind.choices = [("", _l("Any")), *KIND.choices]
