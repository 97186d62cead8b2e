"""The forms around a batch."""

import datetime as dt
import uuid

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.commerce.carriers.services import SERVICES
from app.commerce.carriers.slots import NAMES
from app.commerce.labels.wording import FIELDS
from app.kernel import clock
from app.kernel.i18n import _l
from app.web.fields import DateField
from app.web.forms import Form


class BatchForm(Form):
    """Which slips become a file, for which contract and day."""

    account_id = SelectField(_l("Contract with a carrier"))
    ship_on = DateField(_l("Day of shipping"), [InputRequired(_l("Enter the day of shipping."))])
    channel_id = SelectField(_l("Shop"), default="")
    planned_until = DateField(_l("Planned until"))

    def offer(self, accounts, channels):
        """`self` with what can be chosen."""
        self.account_id.choices = [(str(one.id), one.name) for one in accounts]
        self.channel_id.choices = [("", _l("All shops")), *((str(one.id), one.name) for one in channels)]
        return self

    def account(self, accounts):
        """The chosen contract, or the first; None without any."""
        return next(
            (one for one in accounts if str(one.id) == self.account_id.data), next(iter(accounts), None)
        )

    def filters(self):
        """Arguments of `queries.ready_slips`."""
        return {
            "channel_id": uuid.UUID(self.channel_id.data) if self.channel_id.data else None,
            "planned_until": self.planned_until.data,
        }


def new_batch_form(arguments, accounts, channels):
    """The form as the address asks for it; today unless it says another day."""
    form = (
        BatchForm(arguments, meta={"csrf": False})
        if arguments.get("ship_on")
        else BatchForm(formdata=None, ship_on=clock.today())
    )
    return form.offer(accounts, channels)


class LabelForm(Form):
    """What can be put right on one label; a page shows the fields it is about."""

    family = StringField(FIELDS["family"], [Length(max=100)])
    family_kana = StringField(FIELDS["family_kana"], [Length(max=100)])
    company = StringField(FIELDS["company"], [Length(max=100)])
    department = StringField(FIELDS["department"], [Length(max=100)])
    postal = StringField(FIELDS["postal"], [Length(max=10)])
    street = StringField(FIELDS["street"], [Length(max=300)])
    building = StringField(FIELDS["building"], [Length(max=200)])
    phone = StringField(FIELDS["phone"], [Length(max=30)])
    names = TextAreaField(FIELDS["names"], [Length(max=2000)])
    note = StringField(FIELDS["note"], [Length(max=200)])
    slot = SelectField(FIELDS["slot"], validate_choice=False)
    wished_on = DateField(FIELDS["wished_on"])
    service = SelectField(FIELDS["service"], validate_choice=False)
    pieces = IntegerField(FIELDS["pieces"], [Optional(), NumberRange(1, 999)])
    office = StringField(FIELDS["office"], [Length(max=6)])

    def offer(self, choices, held):
        """`self` with what can be chosen; what the label holds now stays choosable."""
        for name in ("slot", "service"):
            known = choices[name]
            now = held.get(name)
            rest = [] if now in dict(known) else [(now, ALL_NAMES[name].get(now, now))]
            self[name].choices = [*known, *rest]
        return self

    def values(self, posted):
        """`{field: value}` of the fields that were on the page (`posted`: names of inputs)."""
        found = {}
        for name in FIELDS_OF_A_LABEL:
            if self[name].name in posted:
                found[name] = _plain(name, self[name].data)
        if found.get("pieces", 1) is None:
            del found["pieces"]
        return found


ALL_NAMES = {"slot": NAMES, "service": {one.code: one.name for one in SERVICES.values()}}
FIELDS_OF_A_LABEL = (
    "family", "family_kana", "company", "department", "postal", "street", "building", "phone", "names", "note", "slot",
    "wished_on", "service", "pieces", "office",
)  # fmt: skip


def label_form(card, choices, formdata=None, *, offers=True):
    """The form of a Card, filled with the label as it is, or with what is offered instead (nobody took it yet)."""
    values = dict(card.values)
    if offers:
        values |= {
            field: given
            for field, _name, _why, _stops, given in card.problems
            if given is not None and field in values
        }
    values["names"] = (
        "\n".join(values["names"]) if isinstance(values.get("names"), list) else values.get("names", "")
    )
    values["wished_on"] = _day(values.get("wished_on"))
    form = LabelForm(formdata, prefix=f"{card.row.key}-", **({} if formdata else values))
    return form.offer(choices, card.values)


def _day(text):
    return dt.date.fromisoformat(text) if text else None


def _plain(name, data):
    if name == "names":
        return [line.strip() for line in (data or "").splitlines() if line.strip()]
    if name == "wished_on":
        return data.isoformat() if data else ""
    return data.strip() if isinstance(data, str) else data
