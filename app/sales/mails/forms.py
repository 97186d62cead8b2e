"""What is typed about a mail that is logged, and about the address for it."""

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.records.pages.forms.inputs import LinkField
from app.sales.activities.record import ACTIVITY
from app.sales.mails.taking import LONGEST, proposed
from app.web.fields import DateTimeField
from app.web.forms import Form

FIELDS = ("partner_id", "person_id", "opportunity_id", "name", "starts_at", "content")


class MailForm(Form):
    """The activity that a mail becomes."""

    partner_id = LinkField(_l("Partner"), of=ACTIVITY.fields["partner_id"])
    person_id = SelectField(_l("Person met"), choices=[], validate_choice=False, default="")
    opportunity_id = SelectField(_l("Opportunity"), choices=[], validate_choice=False, default="")
    name = StringField(_l("Subject"), [InputRequired(_l("Enter the subject.")), Length(max=200)])
    starts_at = DateTimeField(_l("Sent at"), [InputRequired(_l("Enter when it was."))])
    content = TextAreaField(_l("Text"), [Length(max=LONGEST)])

    def offer(self, persons, deals):
        """Fill the choices that depend on the account."""
        people = ((str(one.id), f"{one.name} {one.title}") for one in persons)
        self.person_id.choices = [("", _l("nobody named")), *people]
        self.opportunity_id.choices = [("", _l("none")), *((str(one.id), one.name) for one in deals)]
        return self


def begun(mail):
    """The form with what the mail proposes."""
    known = proposed(mail)
    ids = {name: str(known[name] or "") for name in ("person_id", "opportunity_id")}
    return MailForm(formdata=None, data={**known, **ids})


class AddressForm(Form):
    """How mails are logged."""

    senders = TextAreaField(_l("Further addresses I write from"), [Length(max=2000)])
    automatic = BooleanField(_l("Log a mail by itself when everything is clear"))
