"""The form of a party."""

from wtforms import SelectField, StringField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.records.kit.describing import Field
from app.records.pages.forms.inputs import LinkField
from app.sales.parties.choices import roles_of
from app.web.forms import Form

PERSON = Field("person_id", _l("Person of the customer"), "link", link="person")
COMPANY = Field("partner_id", _l("Or a company"), "link", link="partner")


class PartyForm(Form):
    """Who, as what."""

    person_id = LinkField(PERSON.label, of=PERSON)
    partner_id = LinkField(COMPANY.label, of=COMPANY)
    role = SelectField(_l("Role of the party"))
    note = StringField(_l("Note on the party"), [Length(max=200)])


def for_party(kind, **options):
    """The form with the roles of the record type; only people are met."""
    form = PartyForm(**options)
    form.role.choices = list(roles_of(kind))
    if len(form.role.choices) == 1:
        del form.partner_id
    return form
