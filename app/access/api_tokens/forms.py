"""What is typed about a token."""

from datetime import timedelta

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import _l
from app.web.forms import Form

LIFETIMES = (("7", _l("7 days")), ("30", _l("30 days")), ("90", _l("90 days")), ("365", _l("One year")))


class TokenForm(Form):
    """What it is for, what it may do, how long it lasts."""

    name = StringField(
        _l("What it is for"),
        [InputRequired(_l("Say what the token is for.")), Length(max=100)],
        description=_l("Such as the name of the program; the audit trail names it."),
    )
    lifetime = SelectField(_l("Valid for"), choices=LIFETIMES, default="90")
    scopes = SelectMultipleField(
        _l("What it may do"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def offer(self, scopes):
        """Let choose among `[(scope, label)]`."""
        self.scopes.choices = scopes
        return self

    @property
    def lasting(self):
        """The lifetime as a timedelta."""
        return timedelta(days=int(self.lifetime.data))
