"""What is entered about something done."""

import datetime as dt

from flask import url_for
from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import _l
from app.records.layouts.shaping import offered_of
from app.records.pages.forms.inputs import LinkField
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.phases.queries import phases
from app.web.fields import DateField, DateTimeField, YenField
from app.web.forms import Form

MINUTES = (
    ("15", _l("15 min")),
    ("30", _l("30 min")),
    ("60", _l("1 hour")),
    ("90", _l("1.5 hours")),
    ("120", _l("2 hours")),
)
DEAL = ("phase_id", "amount", "expected_on", "reason", "next_step", "next_on")
"""The basics of the opportunity that the form brings up to date."""


class ResultForm(Form):
    """`once` names the entry, `plan` is the id of the plan it carries out, `deal_shown` the opportunity as shown."""

    once = HiddenField()
    plan = HiddenField()
    deal_shown = StringField()
    kind = RadioField(_l("Kind of activity"), choices=[], default="visit")
    partner_id = LinkField(_l("Partner"), of=ACTIVITY.fields["partner_id"])
    person_id = SelectField(
        _l("Person met"), choices=[("", _l("nobody named"))], validate_choice=False, default=""
    )
    opportunity_id = SelectField(
        _l("Opportunity"), choices=[("", _l("none"))], validate_choice=False, default=""
    )
    name = StringField(_l("Subject"), [Length(max=200)])
    starts_at = DateTimeField(_l("Starts at"), [InputRequired(_l("Enter when it was."))])
    minutes = SelectField(_l("How long"), choices=MINUTES, default="30")
    content = TextAreaField(_l("What was said"), [Length(max=8000)])
    reaction = RadioField(_l("How it went"), choices=[], default="")
    files = MultipleFileField(_l("Photos and files"))
    phase_id = SelectField(_l("Phase"), choices=[], validate_choice=False)
    amount = YenField(_l("Expected amount"))
    expected_on = DateField(_l("Order expected on"))
    reason = SelectField(_l("Why won or lost"), choices=[], default="")
    next_step = StringField(_l("Next step"), [Length(max=200)])
    next_on = DateField(_l("Next step on"))
    upcoming_kind = SelectField(_l("Kind of activity"), choices=[], default="visit")
    upcoming_name = StringField(_l("What is planned"), [Length(max=200)])
    upcoming_at = DateTimeField(_l("When it is planned"))

    def __init__(self, *args, **kwargs):
        """Offer what the tenant has its people choose from."""
        super().__init__(*args, **kwargs)
        self.kind.choices = self.upcoming_kind.choices = offered_of(ACTIVITY, "kind")
        self.reaction.choices = offered_of(ACTIVITY, "reaction")
        self.reason.choices = offered_of(OPPORTUNITY, "reason", (self.reason.data,))

    def offer(self, persons, deals):
        """Fill the choices that depend on the account."""
        people = ((str(one.id), f"{one.name} {one.title}") for one in persons)
        self.person_id.choices = [("", _l("nobody named")), *people]
        self.opportunity_id.choices = [("", _l("none"), {}), *map(_kept, deals)]
        self.phase_id.choices = [(str(one.id), one.name) for one in session.scalars(phases())]
        return self

    def ends_at(self):
        """The end by the chosen length, or None without a beginning."""
        return self.starts_at.data and self.starts_at.data + dt.timedelta(minutes=int(self.minutes.data))


def _kept(deal):
    around = url_for("sales.results.around", partner_id=deal.partner_id, opportunity_id=deal.id)
    return str(deal.id), deal.name, {"data-keep": around, "data-part": ""}


def usual_start():
    """The half hour that has just begun."""
    now = clock.now()
    return now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0)
