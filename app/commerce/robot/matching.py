"""Whether a slip fits a rule. Pure: facts in, a verdict with the values that decided out."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from app.commerce.slips.statuses import CANCELLED, HELD, RETURNED
from app.kernel.i18n import _l
from app.kernel.text import fold

UNTOUCHABLE = (HELD, CANCELLED, RETURNED)
"""No rule works on slips in these statuses."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules may ask of a slip with all that it carries. Ids are texts, as rules keep them.

    `quantity` pieces of goods, `products` of them, None among them for a code that is no product of ours.
    `alerts` kinds that are open, `red` whether one of them is red. `first`: the customer's first purchase.
    `remarks` are filled only when a rule asks for them, and go nowhere from here. `*_days`: days since the order,
    until the planned day, since the shipping; None without that day.
    """

    id: uuid.UUID
    order_id: uuid.UUID
    label: str
    status: str
    channel: str = ""
    payment: str = ""
    total: int | None = None
    quantity: int = 0
    products: frozenset = frozenset()
    carrier: str = ""
    temperature: str = "ambient"
    region: str = ""
    rank: str = ""
    marks: frozenset = frozenset()
    alerts: frozenset = frozenset()
    red: bool = False
    island: bool = False
    gift: bool = False
    first: bool = False
    remarks: str = field(default="", repr=False)
    ordered_days: int = 0
    planned_days: int | None = None
    shipped_days: int | None = None


@dataclass(frozen=True)
class Condition:
    """`holds(asked, facts) → (bool, value)`; the value goes into the log and must never be personal."""

    name: str
    label: str
    kind: str
    holds: Callable


def _choice(name):
    def holds(asked, facts):
        value = getattr(facts, name)
        return value in asked, value

    return holds


def _not(name):
    def holds(asked, facts):
        value = getattr(facts, name)
        return value not in asked, value

    return holds


def _some(name):
    def holds(asked, facts):
        common = sorted(getattr(facts, name) & set(asked))
        return bool(common), common

    return holds


def _none(name):
    def holds(asked, facts):
        return not getattr(facts, name) & set(asked), []

    return holds


def _flag(name):
    def holds(asked, facts):
        value = bool(getattr(facts, name))
        return value == asked, value

    return holds


def _range(name):
    def holds(asked, facts):
        least, most = asked
        value = getattr(facts, name)
        if value is None:
            return False, None
        return (least is None or value >= least) and (most is None or value <= most), value

    return holds


def _clear(asked, facts):
    return (not facts.alerts) == asked, not facts.alerts


def _only(asked, facts):
    """All goods are in the set of products, and there are not too many of them."""
    most = asked.get("most")
    inside = bool(facts.products) and facts.products <= set(asked["products"])
    return inside and (most is None or facts.quantity <= most), {
        "kinds": len(facts.products),
        "quantity": facts.quantity,
    }


def _words(asked, facts):
    said = fold(facts.remarks)
    found = [word for word in asked if fold(word) in said]
    return bool(found), found


def _no_words(asked, facts):
    return not _words(asked, facts)[0], []


CONDITIONS = {
    one.name: one
    for one in (
        Condition("channel", _l("Shop"), "choice", _choice("channel")),
        Condition("payment", _l("Kind of payment"), "choice", _choice("payment")),
        Condition("status", _l("Standing"), "choice", _choice("status")),
        Condition("clear", _l("No open alert"), "flag", _clear),
        Condition("alerts", _l("One of these alerts is open"), "choice", _some("alerts")),
        Condition("total", _l("Charged amount"), "range", _range("total")),
        Condition("quantity", _l("Pieces of goods"), "range", _range("quantity")),
        Condition("only", _l("Nothing but these products"), "only", _only),
        Condition("holds", _l("One of these products is in it"), "products", _some("products")),
        Condition("carrier", _l("Carrier"), "choice", _choice("carrier")),
        Condition("temperature", _l("Temperature"), "choice", _choice("temperature")),
        Condition("region", _l("To these prefectures"), "choice", _choice("region")),
        Condition("region_not", _l("Not to these prefectures"), "choice", _not("region")),
        Condition("rank", _l("Customer rank"), "choice", _choice("rank")),
        Condition("marks", _l("Bears one of these marks"), "choice", _some("marks")),
        Condition("marks_not", _l("Bears none of these marks"), "choice", _none("marks")),
        Condition("remarks", _l("The remarks hold one of these words"), "words", _words),
        Condition("remarks_not", _l("The remarks hold none of these words"), "words", _no_words),
        Condition("island", _l("To an island"), "flag", _flag("island")),
        Condition("gift", _l("Gift"), "flag", _flag("gift")),
        Condition("first", _l("First purchase"), "flag", _flag("first")),
        Condition("ordered_days", _l("Days since the order"), "range", _range("ordered_days")),
        Condition("planned_days", _l("Days until the planned day"), "range", _range("planned_days")),
        Condition("shipped_days", _l("Days since shipping"), "range", _range("shipped_days")),
    )
}
"""In the order in which they are judged and read; quick ones first."""
ABOUT_ALERTS = ("alerts",)


@dataclass(frozen=True)
class Verdict:
    """`matched`: `{condition: value}` of those that held; `failed`: why not ('' when it fits): the first condition that
    did not hold, or `held` (a status that no rule works on), `red` (an open red alert).
    """

    matched: dict
    failed: str = ""

    @property
    def fits(self):
        """Whether the rule works on the slip."""
        return not self.failed


def judge(conditions, actions, facts):
    """The Verdict of a rule's `conditions` and `actions` about a slip's Facts."""
    if facts.status in UNTOUCHABLE:
        return Verdict({}, "held")
    if facts.red and not is_about_alerts(conditions, actions):
        return Verdict({}, "red")
    matched = {}
    for name, condition in CONDITIONS.items():
        if name not in conditions:
            continue
        holds, value = condition.holds(conditions[name], facts)
        if not holds:
            return Verdict(matched, name)
        matched[name] = value
    return Verdict(matched)


def is_about_alerts(conditions, actions):
    """Whether a rule is made for slips with open alerts."""
    return "accept" in actions or any(name in conditions for name in ABOUT_ALERTS)


def days_between(earlier, later):
    """Whole days from one day to another, None when either is unknown."""
    if earlier is None or later is None:
        return None
    return (later - earlier) // dt.timedelta(days=1)
