"""What is typed about a rule: everything that may be asked and done, empty where it does not matter."""

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.commerce.alerts.kinds import KINDS
from app.commerce.carriers.services import SERVICES
from app.commerce.mails.kinds import KINDS as MAILS
from app.commerce.payment_methods.record import KIND as PAYMENT_KIND
from app.commerce.robot.acting import ACCEPTABLE, GOALS, MAILABLE
from app.commerce.robot.checking import REACHABLE
from app.commerce.robot.matching import CONDITIONS
from app.commerce.robot.wording import TRIGGERS
from app.commerce.slips.statuses import LABELS
from app.commerce.slips.wording import CARRIERS, prefecture_choices
from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.masters.products.queries import by_codes
from app.masters.products.travelling import TEMPERATURE_LABELS
from app.web.forms import Form, VersionedForm

ANY = ("", _l("does not matter"))
YES_NO = (ANY, ("1", _l("Yes")), ("0", _l("No")))
RANGES = ("total", "quantity", "ordered_days", "planned_days", "shipped_days")
FLAGS = ("clear", "island", "gift", "first")
CHOICES = (
    "channel", "payment", "status", "alerts", "carrier", "temperature", "region", "region_not", "rank", "marks",
    "marks_not",
)  # fmt: skip
WORDS = ("remarks", "remarks_not")


def _label(name):
    return CONDITIONS[name].label


class Ticks(SelectMultipleField):
    """Any number of choices, as ticks."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


class Choice(SelectField):
    """One of a list; what was not asked does not matter."""

    def pre_validate(self, form):
        """Refuse what was never offered."""
        if self.raw_data:
            super().pre_validate(form)
        else:
            self.data = ""


def _ticks(label, choices=()):
    return Ticks(_label(label) if label in CONDITIONS else label, choices=choices)


def _number(label, least=0):
    return IntegerField(label, [Optional(), NumberRange(least, 10**9, _l("Enter a number."))])


def _flag(name):
    return Choice(_label(name), choices=YES_NO, default="")


class RuleForm(VersionedForm):
    """A rule. The names of the fields are those of conditions and actions; `do_…` where both have the same."""

    name = StringField(_l("Name of the rule"), [InputRequired(_l("Give the rule a name.")), Length(max=80)])
    trigger = RadioField(_l("When it works"), choices=TRIGGERS, default="imported")
    to = Choice(_l("Standing"), choices=[("", "–"), *((one, LABELS[one].label) for one in REACHABLE)])
    time = StringField(_l("Every day at"), [Length(max=5)])
    minutes = _number(_l("Or every so many minutes"))
    stops = BooleanField(_l("Later rules leave these slips alone"))

    channel = _ticks("channel")
    payment = _ticks("payment", PAYMENT_KIND.choices)
    status = _ticks("status", [(one, LABELS[one].label) for one in REACHABLE])
    clear = _flag("clear")
    alerts = _ticks("alerts", [(one.name, one.label) for one in KINDS.values()])
    total_from, total_to = _number(_l("Charged amount from")), _number(_l("Charged amount up to"))
    quantity_from, quantity_to = _number(_l("Pieces of goods from")), _number(_l("Pieces of goods up to"))
    only = TextAreaField(_label("only"), [Length(max=20_000)])
    most = _number(_l("And so many pieces at most"), 1)
    holds = TextAreaField(_label("holds"), [Length(max=20_000)])
    carrier = _ticks("carrier", CARRIERS)
    temperature = _ticks("temperature", list(TEMPERATURE_LABELS.items()))
    region, region_not = _ticks("region", prefecture_choices()), _ticks("region_not", prefecture_choices())
    rank, marks, marks_not = _ticks("rank"), _ticks("marks"), _ticks("marks_not")
    remarks = StringField(_label("remarks"), [Length(max=500)])
    remarks_not = StringField(_label("remarks_not"), [Length(max=500)])
    island, gift, first = _flag("island"), _flag("gift"), _flag("first")
    ordered_days_from, ordered_days_to = (
        _number(_l("Days since the order from")),
        _number(_l("Days since the order up to")),
    )
    planned_days_from = _number(_l("Days until the planned day from"), -999)
    planned_days_to = _number(_l("Days until the planned day up to"), -999)
    shipped_days_from, shipped_days_to = (
        _number(_l("Days since shipping from")),
        _number(_l("Days since shipping up to")),
    )

    do_carrier = Choice(_l("Give it to the carrier"), choices=[("", "–"), *CARRIERS])
    service = Choice(
        _l("Send it by the service"),
        choices=[("", "–"), *((one.code, one.name) for one in SERVICES.values())],
    )
    pieces = IntegerField(_l("Number of parcels"), [Optional(), NumberRange(1, 99, _l("Enter 1 to 99."))])
    do_temperature = Choice(
        _l("Set the temperature"),
        choices=[("", "–"), *TEMPERATURE_LABELS.items()],
    )
    plan = BooleanField(_l("Plan it for the next shipping day"))
    mark, unmark = _ticks(_l("Put these marks on")), _ticks(_l("Take these marks off"))
    note = StringField(_l("Add to the memo"), [Length(max=200)])
    accept = _ticks(_l("Accept these yellow alerts"), [(one, KINDS[one].label) for one in ACCEPTABLE])
    allocate = BooleanField(_l("Look for the goods"))
    move = Choice(_l("Move it to"), choices=[("", "–"), *((one, LABELS[one].label) for one in GOALS)])
    hold = StringField(_l("Put it on hold because of"), [Length(max=200)])
    label = Choice(_l("Put it into a label file of"))
    mail = Choice(
        _l("Send the buyer the mail"), choices=[("", "–"), *((one, MAILS[one].label) for one in MAILABLE)]
    )

    def __init__(self, *given, **named):
        super().__init__(*given, prefix="rule-", **named)

    def offer(self, names):
        """Name the shops, ranks, marks and contracts there are."""
        self.channel.choices, self.rank.choices = list(names.channels.items()), list(names.ranks.items())
        for field in (self.marks, self.marks_not, self.mark, self.unmark):
            field.choices = list(names.marks.items())
        self.label.choices = [("", "–"), *names.accounts.items()]
        return self

    def content(self):
        """The columns of the rule. Raises Rejected for a product code that is none of ours."""
        return {
            "name": self.name.data,
            "trigger": self.trigger.data,
            "at": {"to": self.to.data, "time": self.time.data or "", "minutes": self.minutes.data},
            "stops": self.stops.data,
            "conditions": self._conditions(),
            "actions": self._actions(),
        }

    def _conditions(self):
        found = {name: self[name].data for name in CHOICES if self[name].data}
        found |= {name: self[name].data == "1" for name in FLAGS if self[name].data}
        found |= {name: words for name in WORDS if (words := _split(self[name].data))}
        for name in RANGES:
            pair = [self[f"{name}_from"].data, self[f"{name}_to"].data]
            if pair != [None, None]:
                found[name] = pair
        if self.only.data and self.only.data.strip():
            found["only"] = {"products": _products(self.only), "most": self.most.data}
        if self.holds.data and self.holds.data.strip():
            found["holds"] = _products(self.holds)
        return found

    def _actions(self):
        columns = {
            "carrier": self.do_carrier.data,
            "service": self.service.data,
            "pieces": self.pieces.data,
            "temperature": self.do_temperature.data,
        }
        columns = {name: value for name, value in columns.items() if value}
        found = {
            "accept": self.accept.data,
            "set": columns,
            "plan": "next" if self.plan.data else "",
            "mark": self.mark.data,
            "unmark": self.unmark.data,
            "note": (self.note.data or "").strip(),
            "allocate": self.allocate.data,
            "move": self.move.data,
            "hold": (self.hold.data or "").strip(),
            "label": self.label.data,
            "mail": self.mail.data,
        }
        return {name: value for name, value in found.items() if value}


def _split(text):
    return [word for one in (text or "").replace("、", ",").split(",") if (word := one.strip())]


def _products(field):
    codes = [line.strip() for line in field.data.splitlines() if line.strip()]
    known = by_codes(codes)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise Rejected("There is no product with the code %(code)s.", field.name, code=unknown[0])
    return sorted({str(known[code]) for code in codes})


def rule_form(rule, names):
    """The form with a rule as it is; empty for None."""
    if rule is None:
        return RuleForm(formdata=None).offer(names)
    asked, does = rule.conditions, rule.actions
    data = {
        "name": rule.name,
        "trigger": rule.trigger,
        "stops": rule.stops,
        "version": rule.version,
        **rule.at,
    }
    data |= {name: asked[name] for name in CHOICES if name in asked}
    data |= {name: "1" if asked[name] else "0" for name in FLAGS if name in asked}
    data |= {name: ", ".join(asked[name]) for name in WORDS if name in asked}
    for name in RANGES:
        data[f"{name}_from"], data[f"{name}_to"] = asked.get(name, (None, None))
    if "only" in asked:
        data |= {"only": _codes(asked["only"]["products"], names), "most": asked["only"].get("most")}
    data["holds"] = _codes(asked.get("holds", ()), names)
    columns = does.get("set", {})
    data |= {"do_carrier": columns.get("carrier", ""), "do_temperature": columns.get("temperature", "")}
    data |= {name: columns.get(name) for name in ("service", "pieces")}
    data |= {
        name: does[name]
        for name in ("accept", "mark", "unmark", "note", "move", "hold", "label", "mail")
        if name in does
    }
    data |= {"plan": "plan" in does, "allocate": "allocate" in does}
    return RuleForm(formdata=None, data=data).offer(names)


def _codes(products, names):
    return "\n".join(names.products[one] for one in products if one in names.products)


class TrialForm(Form):
    """How far back a dry run looks."""

    days = IntegerField(
        _l("Days"),
        [InputRequired(_l("Enter a number.")), NumberRange(1, 90, _l("Enter 1 to 90."))],
        default=1,
    )


class StopForm(Form):
    """Why the robot is stopped."""

    reason = StringField(_l("Reason"), [Length(max=200)])
