"""What is typed to come in."""

from wtforms import BooleanField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.web.forms import Form


class SignInForm(Form):
    """Address and password; `next` is where the visitor wanted to go."""

    email = StringField(_l("E-mail address"), [InputRequired()])
    password = PasswordField(_l("Password"), [InputRequired()])
    remember = BooleanField(_l("Stay signed in on this device"))
    next = HiddenField()


class AcceptanceForm(Form):
    """The password of somebody who comes in by an invitation or sets a new one."""

    password = PasswordField(_l("Password"), [InputRequired(), Length(max=200)])


class ResetForm(Form):
    """Whom to mail a link for a new password."""

    email = StringField(_l("E-mail address"), [InputRequired()])


class OwnPasswordForm(Form):
    """A new password for oneself; the present one proves who asks."""

    present = PasswordField(_l("Present password"), [InputRequired()])
    password = PasswordField(_l("New password"), [InputRequired(), Length(max=200)])
