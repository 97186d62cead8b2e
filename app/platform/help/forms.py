"""What helps us help."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.web.forms import Form


class InquiryForm(Form):
    """Screen, steps, message, time and frequency (procurement §18)."""

    screen = StringField(_l("On which screen?"), [InputRequired(), Length(max=200)])
    steps = TextAreaField(_l("What did you do?"), [InputRequired(), Length(max=4000)])
    message = TextAreaField(
        _l("What happened, or what would you like to know?"), [InputRequired(), Length(max=4000)]
    )
    occurred = StringField(_l("When?"), [Length(max=100)])
    frequency = SelectField(
        _l("How often?"),
        choices=[("once", _l("Once")), ("sometimes", _l("Sometimes")), ("always", _l("Always"))],
    )
