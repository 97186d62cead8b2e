"""When a sentence is put into a mail: facts of the order, each with the values that make it hold."""

from app.kernel.i18n import _l

YES, NO = "yes", "no"


def _flag(value):
    return YES if value else NO


FACTS = {
    "kind": (_l("Kind of mail"), lambda facts, kind: [kind]),
    "channel": (_l("Shop"), lambda facts, kind: [str(facts.channel.id)]),
    "payment": (_l("Kind of payment"), lambda facts, kind: [facts.order.payment_kind]),
    "temperature": (_l("Temperature"), lambda facts, kind: [one.temperature for one in facts.slips]),
    "carrier": (_l("Carrier"), lambda facts, kind: [facts.parcel.carrier]),
    "region": (_l("Prefecture"), lambda facts, kind: [one.region for one in facts.slips]),
    "island": (_l("Island"), lambda facts, kind: [_flag(any(one.island for one in facts.slips))]),
    "gift": (_l("Gift"), lambda facts, kind: [_flag(facts.order.gift)]),
    "wished": (_l("A day is wished"), lambda facts, kind: [_flag(any(one.wished_on for one in facts.slips))]),
    "rank": (_l("Rank of the customer"), lambda facts, kind: [str(facts.rank.id)] if facts.rank else []),
    "first": (_l("First order"), lambda facts, kind: [_flag(_is_first(facts))]),
    "language": (_l("Language"), lambda facts, kind: [facts.language]),
    "product": (_l("Product codes"), lambda facts, kind: _codes(facts)),
}
"""`{name: (label, values of an order)}`. Codes of products are compared whole."""


def _is_first(facts):
    return facts.customer is None or facts.customer.order_count <= 1


def _codes(facts):
    return [code for line in facts.lines for code in (line.own_code, line.mall_code, line.mall_sku) if code]


def holds(conditions, facts, kind):
    """Whether all conditions hold for the order: of each fact one of the asked values."""
    return all(
        set(asked) & set(FACTS[name][1](facts, kind)) for name, asked in conditions.items() if name in FACTS
    )
