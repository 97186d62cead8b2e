"""The form by which a lead becomes records."""

import uuid

from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import Length, StopValidation

from app.kernel.db import session
from app.kernel.i18n import _, _l
from app.records.kit.describing import Field
from app.records.pages.forms.inputs import LinkField
from app.sales.phases.model import OPEN
from app.sales.phases.queries import phases
from app.web.fields import DateField, YenField
from app.web.forms import Form

NEW, NONE, OTHER = "new", "none", "other"
ANOTHER_PERSON = Field("other_person", _l("Another person"), "link", link="person")
ANOTHER_ACCOUNT = Field("other_account", _l("Another account of ours"), "link", link="partner")


class ConversionForm(Form):
    """Which person, which account, and whether an opportunity."""

    person = RadioField(_l("Person of the lead"))
    other_person = LinkField(ANOTHER_PERSON.label, of=ANOTHER_PERSON)
    account = RadioField(_l("Account of the lead"))
    other_account = LinkField(ANOTHER_ACCOUNT.label, of=ANOTHER_ACCOUNT)
    account_code = StringField(_l("Code of the new account"), [Length(max=60)])
    account_name = StringField(_l("Name of the new account"), [Length(max=200)])
    with_deal = BooleanField(_l("Enter an opportunity as well"))
    deal_name = StringField(_l("Name of the opportunity"), [Length(max=200)])
    phase_id = SelectField(_l("Phase"), coerce=lambda text: uuid.UUID(str(text)))
    expected_on = DateField(_l("Order expected on"))
    amount = YenField(_l("Expected amount"))

    def validate_other_person(self, field):
        """Needed where another one is meant."""
        if self.person.data == OTHER and field.data is None:
            raise StopValidation(_("This is required."))

    def validate_other_account(self, field):
        """Needed where another one is meant."""
        if self.account.data == OTHER and field.data is None:
            raise StopValidation(_("This is required."))

    def validate_expected_on(self, field):
        """An opportunity has a day."""
        if self.with_deal.data and field.data is None:
            raise StopValidation(_("This is required."))

    def deal(self):
        """Values of the opportunity, or None."""
        if not self.with_deal.data:
            return None
        return {
            "name": self.deal_name.data or self.account_name.data or "",
            "phase_id": self.phase_id.data,
            "expected_on": self.expected_on.data,
            "amount": self.amount.data or 0,
        }


def for_conversion(lead, persons, accounts, may_enter_accounts, **options):
    """The form with its proposals; what is likely is chosen beforehand."""
    first = next((str(one.id) for one in persons if one.likely), NEW)
    there = next((str(one.id) for one in accounts if one.likely), NEW if lead.company else NONE)
    if there == NEW and not may_enter_accounts:
        there = NONE
    begin = {
        "person": first,
        "account": there,
        "account_code": lead.code,
        "account_name": lead.company,
        "deal_name": f"{lead.company or lead.name} {lead.interest}".strip()[:60],
    }
    form = ConversionForm(data=begin, **options)
    form.person.choices = [
        *((str(one.id), one.name) for one in persons),
        (NEW, _("Enter as a new person")),
        (OTHER, _("Another person")),
    ]
    form.account.choices = [
        *((str(one.id), one.name) for one in accounts),
        *([(NEW, _("Enter as a new account"))] if may_enter_accounts else []),
        (OTHER, _("Another account of ours")),
        (NONE, _("No account yet")),
    ]
    form.phase_id.choices = [
        (str(one.id), one.name) for one in session.scalars(phases()) if one.standing == OPEN
    ]
    return form
