"""The form of a maintenance of owners."""

import uuid

from wtforms import BooleanField, HiddenField, RadioField, SelectField

from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import _, _l
from app.masters.partners.record import PARTNER
from app.records.kit.describing import Field
from app.records.pages.forms.inputs import LinkField
from app.sales.maintenance.working import ADD, END, REPLACE
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.owners.choices import ROLES
from app.sales.phases.queries import phases
from app.web.fields import DateField
from app.web.forms import Form

KINDS = {PARTNER.name: PARTNER, OPPORTUNITY.name: OPPORTUNITY}
LINKS = {
    "owner": Field("owner", _l("Records of the colleague"), "link", link="user"),
    "department": Field("department", _l("Department in charge"), "link", link="organisation"),
    "to": Field("to", _l("Who takes it on"), "link", link="user"),
}


class MaintenanceForm(Form):
    """Which records, and what is to become of their owners."""

    kind = SelectField(_l("Kind of records"), choices=[(name, one.plural) for name, one in KINDS.items()])
    owner = LinkField(LINKS["owner"].label, of=LINKS["owner"])
    department = LinkField(LINKS["department"].label, of=LINKS["department"])
    phase = SelectField(_l("Phase"))
    verb = RadioField(
        _l("What to do"),
        choices=[
            (REPLACE, _l("Replace by somebody else")),
            (ADD, _l("Add a further colleague")),
            (END, _l("End a further part")),
        ],
        default=REPLACE,
    )
    to = LinkField(LINKS["to"].label, of=LINKS["to"])
    role = SelectField(_l("Part of the colleague"), choices=ROLES)
    on = DateField(_l("Takes effect on"), default=clock.today)
    plans = BooleanField(_l("Hand over open plans of activities as well"), default=True)
    seen = HiddenField()
    sure = BooleanField(_l("Yes, change all of these"))

    def content(self):
        """What the change keeps (see `working.OwnerWork`)."""
        return {
            "verb": self.verb.data,
            "from": str(self.owner.data) if self.owner.data else None,
            "to": str(self.to.data) if self.to.data and self.verb.data != END else None,
            "role": self.role.data,
            "on": (self.on.data or clock.today()).isoformat(),
            "plans": bool(self.plans.data),
        }

    def asked(self):
        """Arguments of the question that finds the records."""
        found = {"standing": "all"} if self.kind.data == OPPORTUNITY.name else {}
        if self.department.data:
            found["organisation_id.in"] = str(self.department.data)
        if self.phase.data and self.kind.data == OPPORTUNITY.name:
            phase = uuid.UUID(self.phase.data)
            found["phase_id.in"] = str(phase)
        return found


def for_maintenance(**options):
    """The form with the phases of the present company."""
    form = MaintenanceForm(**options)
    form.phase.choices = [("", _("All")), *((str(one.id), one.name) for one in session.scalars(phases()))]
    return form
