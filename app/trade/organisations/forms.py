"""What is typed about an organisation."""

import uuid

from wtforms import BooleanField, EmailField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import _l
from app.masters.addresses.catalogue import PREFECTURES
from app.trade.business_types import LABELS
from app.trade.organisations.arranging import FACTS
from app.web.forms import VersionedForm

_TICKS = {"widget": ListWidget(prefix_label=False), "option_widget": CheckboxInput()}


def _id(value):
    return uuid.UUID(str(value))


class OrganisationForm(VersionedForm):
    """Facts, business types, switches and the colleagues who act for it. `code` is asked once, when it is added."""

    code = StringField(
        _l("Organisation ID"),
        [
            InputRequired(_l("Enter the organisation ID.")),
            Regexp(
                r"[A-Za-z0-9_-]{1,20}\Z",
                message=_l("Letters a–z, digits, - and _ only; at most 20 characters."),
            ),
        ],
    )
    name = StringField(
        _l("Name of the organisation"),
        [DataRequired(_l("Enter the name of the organisation.")), Length(max=100)],
    )
    kana = StringField(_l("Name of the organisation in kana"), [Length(max=200)])
    postal_code = StringField(_l("Postal code"), [Length(max=10)])
    prefecture = SelectField(_l("Prefecture"), choices=[("", "—"), *PREFECTURES.items()])
    address = StringField(_l("Address of the organisation"), [Length(max=200)])
    phone = StringField(_l("Telephone"), [Length(max=30)])
    fax = StringField(_l("FAX"), [Length(max=30)])
    mail = EmailField(_l("E-mail address"), [Optional(), Email(), Length(max=254)])
    types = SelectMultipleField(_l("Business types"), choices=list(LABELS.items()), **_TICKS)
    default_type = RadioField(_l("Usual business type"), choices=list(LABELS.items()), validate_choice=False)
    searchable = BooleanField(_l("May be found by its name"), default=True)
    enabled = BooleanField(_l("Enabled"), default=True)
    members = SelectMultipleField(_l("Colleagues who act for it"), coerce=_id, **_TICKS)

    def offer(self, people):
        """The colleagues one may choose from: rows with `id` and `name`. For an organisation that is there: no code."""
        self.members.choices = [(one.id, one.name) for one in people]
        return self

    def kept(self):
        """For an organisation that is there: its id stays."""
        del self.code
        return self

    def facts(self):
        """What was typed, by the names of the verbs."""
        return {fact: (self[fact].data or "").strip() for fact in FACTS} | {
            "types": self.types.data or [],
            "default_type": self.default_type.data or next(iter(self.types.data or ()), ""),
            "searchable": self.searchable.data,
        }
