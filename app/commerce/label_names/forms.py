"""A rule of names, and names to try the rules on."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.web.forms import Form

KINDS = (
    ("remove", _l("Take the word away")),
    ("replace", _l("Write something else for the word")),
    ("fixed", _l("Write this for every name with the word")),
)


class RuleForm(Form):
    """A new rule."""

    kind = SelectField(_l("What the rule does"), choices=KINDS)
    word = StringField(_l("Word"), [Length(max=100)])
    put = StringField(_l("Written instead"), [Length(max=50)])


class TrialForm(Form):
    """Names to try."""

    class Meta(Form.Meta):
        """A question, not an act."""

        csrf = False

    names = TextAreaField(_l("Product names to try, one a line"), [Length(max=5000)])
