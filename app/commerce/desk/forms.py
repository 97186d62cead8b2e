"""What is typed at the desk."""

from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.commerce.persons.person import PERSON_FIELDS
from app.commerce.slips.marking import marks
from app.commerce.slips.model import SLOTS
from app.commerce.slips.wording import CARRIERS, SLOT_LABELS
from app.kernel.clock import today
from app.kernel.i18n import _l
from app.masters.products.travelling import TEMPERATURE_LABELS
from app.web.fields import DateField
from app.web.forms import Form, VersionedForm

_SLOTS = [(one, SLOT_LABELS[one]) for one in SLOTS]
_TEMPERATURES = list(TEMPERATURE_LABELS.items())


class RecipientForm(VersionedForm):
    """To whom and where; nothing is checked so hard that a foreign way of writing could not be entered."""

    family = StringField(_l("Family name"), [InputRequired(_l("Enter a name.")), Length(max=100)])
    given = StringField(_l("Given name"), [Length(max=100)])
    family_kana = StringField(_l("Family name in kana"), [Length(max=100)])
    given_kana = StringField(_l("Given name in kana"), [Length(max=100)])
    company = StringField(_l("Company"), [Length(max=100)])
    department = StringField(_l("Section"), [Length(max=100)])
    postal = StringField(_l("Postal code"), [Length(max=10)])
    prefecture = StringField(_l("Prefecture"), [Length(max=10)])
    city = StringField(_l("City"), [Length(max=60)])
    street = StringField(_l("Town and number"), [Length(max=120)])
    building = StringField(_l("Building"), [Length(max=120)])
    phone = StringField(_l("Telephone"), [Length(max=30)])
    mail = StringField(_l("E-mail"), [Length(max=254)])

    @property
    def person(self):
        """`{field of Person: text}`."""
        return {name: (self[name].data or "").strip() for name in PERSON_FIELDS}


class ParcelForm(VersionedForm):
    """How a slip travels."""

    planned_on = DateField(_l("Planned shipping day"))
    wished_on = DateField(_l("Wished day"))
    slot = SelectField(_l("Wished time"), choices=_SLOTS)
    carrier = SelectField(_l("Carrier"), choices=[*CARRIERS])
    service = StringField(_l("Service"), [Length(max=20)])
    temperature = SelectField(_l("Temperature"), choices=_TEMPERATURES)
    pieces = IntegerField(_l("Parcels"), [InputRequired(), NumberRange(1, 99)])
    cod_amount = IntegerField(_l("To collect"), [Optional(), NumberRange(0)])
    gift = BooleanField(_l("Gift (no amounts on papers)"))
    noshi = StringField(_l("Noshi"), [Length(max=50)])
    noshi_name = StringField(_l("Name on the noshi"), [Length(max=50)])
    wrapping = StringField(_l("Wrapping"), [Length(max=50)])
    card_message = TextAreaField(_l("Message card"), [Length(max=500)])
    label_note = StringField(_l("Note on the label"), [Length(max=100)])
    place = StringField(_l("Where it may be left"), [Length(max=20)])


class MemoForm(VersionedForm):
    """The shop's own memo about an order."""

    memo = TextAreaField(_l("Memo"), [Length(max=2000)])


class ActForm(Form):
    """What an act on slips needs besides the slips. `act` decides which fields are asked."""

    act = HiddenField()
    reason = StringField(_l("Reason"), [Length(max=200)])
    on = DateField(_l("Day the money came"))
    field = SelectField(
        _l("Field"),
        choices=[
            ("planned_on", _l("Planned shipping day")), ("wished_on", _l("Wished day")), ("slot", _l("Wished time")),
            ("carrier", _l("Carrier")), ("service", _l("Service")), ("temperature", _l("Temperature")),
            ("pieces", _l("Parcels")),
        ],
    )  # fmt: skip
    day = DateField(_l("Day"))
    slot = SelectField(_l("Wished time"), choices=_SLOTS)
    carrier = SelectField(_l("Carrier"), choices=[*CARRIERS])
    service = StringField(_l("Service"), [Length(max=20)])
    temperature = SelectField(_l("Temperature"), choices=_TEMPERATURES)
    pieces = IntegerField(_l("Parcels"), [Optional(), NumberRange(1, 99)])
    mark = SelectField(_l("Mark"))
    confirmed = StringField(_l("How many slips?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mark.choices = [(str(one.id), one.name) for one in marks()]
        if self.on.data is None and not self.is_submitted():
            self.on.data = today()

    def asked(self):
        """Names of the fields that the act asks."""
        field = {"planned_on": "day", "wished_on": "day"}.get(self.field.data, self.field.data)
        return {
            "hold": ("reason",), "cancel": ("reason",), "pay": ("on",), "mark": ("mark",), "unmark": ("mark",),
            "arrange": ("field", field),
        }.get(self.act.data, ())  # fmt: skip

    def content(self):
        """What `acts.ACTS[act]` takes."""
        act = self.act.data
        if act in ("hold", "cancel"):
            return {"reason": self.reason.data or ""}
        if act == "pay":
            return {"on": self.on.data.isoformat() if self.on.data else ""}
        if act in ("mark", "unmark"):
            return {"mark": self.mark.data}
        if act == "arrange":
            value = self[self.asked()[1]].data
            return {
                "field": self.field.data,
                "value": value.isoformat() if hasattr(value, "isoformat") else value,
            }
        return {}
