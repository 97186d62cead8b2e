"""What is typed to come in."""

from wtforms import BooleanField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from app.kernel.i18n import _l
from app.web.forms import Form


class SignInForm(Form):
    """Address and password; `next` is where the visitor wanted to go."""

    email = StringField(_l("E-mail address"), [InputRequired()])
    password = PasswordField(_l("Password"), [InputRequired()])
    remember = BooleanField(_l("Stay signed in on this device"))
    next = HiddenField()
