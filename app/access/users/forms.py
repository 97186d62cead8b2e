"""What is typed about a colleague."""

import uuid

from wtforms import EmailField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Email, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.access.licences.rules import LABELS, NONE
from app.kernel.i18n import _l
from app.web.forms import Form


def _id(value):
    return uuid.UUID(str(value)) if value else None


class UserForm(Form):
    """Name, department and roles; `version` guards against two people saving at once."""

    name = StringField(_l("Name"), [InputRequired(), Length(max=100)])
    kana = StringField(_l("Name in kana"), [Length(max=100)])
    title = StringField(_l("Job title"), [Length(max=100)])
    organisation_id = SelectField(_l("Department"), coerce=_id, validate_choice=True)
    role_ids = SelectMultipleField(
        _l("Roles"), [InputRequired()], coerce=_id, widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )  # fmt: skip
    licence = SelectField(_l("Licence"))
    version = HiddenField(default="1")

    def offer(self, organisations, roles, licences, held=None):
        """Fill the choices: rows with `id` and `name`; `licences` are codes.

        A colleague who is here already (`held`: their licence, or `none`) may also be left without one.
        """
        self.organisation_id.choices = [("", "—"), *((str(one.id), one.name) for one in organisations)]
        self.role_ids.choices = [(one.id, one.label) for one in roles]
        self.licence.choices = [(code, LABELS[code]) for code in licences]
        if held:
            self.licence.choices.append((NONE, _l("No licence (cannot sign in)")))
        self.licence.data = self.licence.data or held or licences[0]
        return self

    def facts(self):
        """What was typed, by the names of the verbs."""
        texts = {name: self[name].data or "" for name in ("name", "kana", "title")}
        chosen = {name: self[name].data for name in ("organisation_id", "role_ids", "licence")}
        return {**texts, **chosen}


class InvitationForm(UserForm):
    """A colleague to be asked in by mail."""

    email = EmailField(_l("E-mail address"), [InputRequired(), Email()])


class PreferencesForm(Form):
    """How the frame looks to me. Absent fields stay as they are."""

    theme = SelectField(choices=["auto", "light", "dark"], validators=[Optional()])
    density = SelectField(choices=["comfortable", "dense"], validators=[Optional()])
    locale = SelectField(choices=["ja", "en"], validators=[Optional()])
    next = HiddenField()
