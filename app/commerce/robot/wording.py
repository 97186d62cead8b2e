"""Rules and deeds as sentences."""

from app.commerce.alerts.kinds import KINDS
from app.commerce.carriers.services import SERVICES
from app.commerce.mails.kinds import KINDS as MAILS
from app.commerce.payment_methods.record import KIND as PAYMENT_KIND
from app.commerce.robot.acting import ORDER
from app.commerce.robot.matching import CONDITIONS
from app.commerce.slips.statuses import LABELS
from app.commerce.slips.wording import CARRIERS, prefecture_choices
from app.kernel.i18n import _l, translate
from app.masters.products.travelling import TEMPERATURE_LABELS
from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "robot.rule_entered": "Entered a rule of the robot",
        "robot.rule_changed": "Changed a rule of the robot",
        "robot.rule_tried": "Tried a rule of the robot",
        "robot.rule_switched_on": "Switched a rule of the robot on",
        "robot.rule_switched_off": "Switched a rule of the robot off",
        "robot.rule_removed": "Removed a rule of the robot",
        "robot.rules_ordered": "Put the rules of the robot in another order",
        "robot.stopped": "Stopped the robot",
        "robot.went_on": "Let the robot go on",
    }
)
TRIGGERS = (
    ("imported", _l("When an order came in")),
    ("moved", _l("When a slip reaches a standing")),
    ("clock", _l("By the clock")),
)
_CHOSEN = {
    "channel": _l("the shop is %(values)s"),
    "payment": _l("it is paid by %(values)s"),
    "status": _l("its standing is %(values)s"),
    "alerts": _l("the alert %(values)s is open"),
    "carrier": _l("the carrier is %(values)s"),
    "temperature": _l("the temperature is %(values)s"),
    "region": _l("it goes to %(values)s"),
    "region_not": _l("it goes elsewhere than %(values)s"),
    "rank": _l("the customer's rank is %(values)s"),
    "marks": _l("it bears the mark %(values)s"),
    "marks_not": _l("it does not bear the mark %(values)s"),
    "holds": _l("%(values)s is in it"),
    "remarks": _l("the remarks hold %(values)s"),
    "remarks_not": _l("the remarks do not hold %(values)s"),
}
_FLAGS = {
    "clear": (_l("no alert is open"), _l("an alert is open")),
    "island": (_l("it goes to an island"), _l("it does not go to an island")),
    "gift": (_l("it is a gift"), _l("it is no gift")),
    "first": (_l("it is the first purchase"), _l("it is not the first purchase")),
}
GONE = _l("(removed)")


def sentence_of(rule, names):
    """A rule as one sentence: when, if, then."""
    words = {
        "when": when(rule.trigger, rule.at),
        "actions": joined(_l("%(one)s, then %(other)s"), does(rule, names)),
    }
    if not rule.conditions:
        return translate("When %(when)s: %(actions)s.", **words)
    asked = joined(_l("%(one)s and %(other)s"), conditions(rule.conditions, names))
    return translate("When %(when)s, if %(conditions)s: %(actions)s.", conditions=asked, **words)


def when(trigger, at):
    """What brings slips before a rule."""
    if trigger == "imported":
        return translate("an order came in")
    if trigger == "moved":
        return translate("a slip reached “%(status)s”", status=LABELS[at["to"]].label)
    if "minutes" in at:
        return translate("%(minutes)s minutes have passed", minutes=at["minutes"])
    return translate("it is %(time)s", time=at["time"])


def conditions(asked, names):
    """A phrase for each condition, in their order."""
    return [condition(name, asked[name], names) for name in CONDITIONS if name in asked]


def condition(name, asked, names):
    """One condition as a phrase."""
    kind = CONDITIONS[name].kind
    if kind == "flag":
        return translate(_FLAGS[name][0 if asked else 1])
    if kind == "range":
        return _range(name, *asked)
    if kind == "only":
        products = either(_named(names.products, asked["products"]))
        if asked.get("most") is None:
            return translate("nothing but %(products)s is in it", products=products)
        return translate(
            "nothing but %(products)s is in it, %(most)s pieces at most",
            products=products,
            most=asked["most"],
        )
    return translate(_CHOSEN[name], values=either(values_of(name, asked, names)))


def values_of(name, values, names):
    """What a condition asks for, in words."""
    tables = {
        "channel": names.channels, "rank": names.ranks, "marks": names.marks, "marks_not": names.marks,
        "holds": names.products, "payment": dict(PAYMENT_KIND.choices), "carrier": dict(CARRIERS),
        "status": {one: LABELS[one].label for one in LABELS}, "temperature": TEMPERATURE_LABELS,
        "alerts": {one: KINDS[one].label for one in KINDS}, "region": dict(prefecture_choices()),
        "region_not": dict(prefecture_choices()),
    }  # fmt: skip
    return _named(tables[name], values) if name in tables else [f"「{one}」" for one in values]


def _named(table, values):
    return [translate(table.get(one, GONE)) for one in values]


def either(words):
    """One or another."""
    return joined(_l("%(one)s or %(other)s"), words)


def joined(pattern, words):
    """Phrases put together by a pattern of `one` and `other`."""
    text, *rest = words or [""]
    for one in rest:
        text = translate(pattern, one=text, other=one)
    return str(text)


def _range(name, least, most):
    label, shown = translate(CONDITIONS[name].label), "¥{:,}".format if name == "total" else "{:,}".format
    if most is None:
        return translate("%(label)s: %(least)s or more", label=label, least=shown(least))
    if least is None:
        return translate("%(label)s: up to %(most)s", label=label, most=shown(most))
    return translate("%(label)s: %(least)s to %(most)s", label=label, least=shown(least), most=shown(most))


def does(rule, names):
    """A phrase for each action, in the order in which they are done."""
    return deeds(rule.actions, names)


def deeds(actions, names):
    """A phrase for each of `actions`."""
    return [phrase for name, value in _ordered(actions) for phrase in _action(name, value, names)]


def _ordered(actions):
    return [(name, actions[name]) for name in ORDER if name in actions]


def _action(name, value, names):
    if name == "set":
        return [_set(column, one) for column, one in value.items()]
    if name in ("mark", "unmark"):
        pattern = _l("put the mark %(name)s on") if name == "mark" else _l("take the mark %(name)s off")
        return [translate(pattern, name=f"「{one}」") for one in _named(names.marks, value)]
    if name == "accept":
        kinds = joined(_l("%(one)s or %(other)s"), values_of("alerts", value, names))
        return [translate("accept the alert %(kinds)s", kinds=kinds)]
    if name == "label":
        return [
            translate("put it into a label file of %(account)s", account=_named(names.accounts, [value])[0])
        ]
    if name == "mail":
        return [translate("send the mail “%(name)s”", name=translate(MAILS[value].label))]
    words = {
        "plan": _l("plan it for the next shipping day"),
        "note": _l("add “%(value)s” to the memo"),
        "allocate": _l("look for the goods"),
        "move": _l("move it to “%(value)s”"),
        "hold": _l("put it on hold because of “%(value)s”"),
    }
    return [translate(words[name], value=LABELS[value].label if name == "move" else value)]


def _set(column, value):
    if column == "pieces":
        return translate("make it %(n)s parcels", n=value)
    if column == "temperature":
        return translate("make it %(value)s", value=translate(TEMPERATURE_LABELS[value]))
    if column == "service":
        return translate(
            "send it by %(service)s", service=SERVICES[value].name if value in SERVICES else value
        )
    return translate("give it to %(carrier)s", carrier=translate(dict(CARRIERS).get(value, value)))
