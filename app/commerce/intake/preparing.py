"""What is found out about incoming orders before they are stored: keys, customers, products, payment, alerts."""

from dataclasses import dataclass, field

from app.commerce.checks.finding import Facts
from app.commerce.checks.gathering import facts_of, rules_of
from app.commerce.checks.looking import look
from app.commerce.customers.recognising import recognise
from app.commerce.listings.matching import Matcher
from app.commerce.orders.incoming import IncomingOrder
from app.commerce.payment_methods.matching import Methods
from app.commerce.persons.keys import Keys, keys_of
from app.kernel.ids import new_id


@dataclass
class Prepared:
    """An incoming order with all that is known about it. `products` by line key; `found` what the checks found."""

    order: IncomingOrder
    keys: Keys
    slip_keys: list[Keys]
    products: dict
    method: object
    payment_kind: str
    gift: bool
    id: object = field(default_factory=new_id)
    customer_id: object = None
    is_first: bool = False
    facts: Facts | None = None
    found: list = field(default_factory=list)

    @property
    def codes(self):
        """The codes of its goods, as `order_lines` will hold them."""
        goods = [line for line in self.order.lines if line.kind == "goods"]
        known = {line.key: self.products[line.key].code for line in goods if line.key in self.products}
        return frozenset(
            line.own_code or known.get(line.key) or line.mall_sku or line.mall_code for line in goods
        )

    @property
    def payment_known(self):
        """Whether the payment method is set up; a shop that does not say one is not asked."""
        return self.method is not None or not (self.order.payment or self.order.payment_code)


def prepare(channel, orders, ways, chosen, *, recognising=True):
    """Prepared orders, in order, in a number of statements that does not grow with them.

    `ways(prefecture, postal code) -> days or None`; `chosen`: the tenant's settings. `recognising`: find or enter the
    customers (orders that are known already have theirs).
    """
    matcher = Matcher(channel, [line for order in orders for line in order.lines])
    methods = Methods()
    prepared = [_one(order, matcher, methods) for order in orders]
    if recognising:
        known = recognise(
            [(one.order.buyer, one.keys) for one in prepared], [_purchase(order) for order in orders]
        )
        for one, (customer_id, new) in zip(prepared, known, strict=True):
            one.customer_id, one.is_first = customer_id, new
    rules = rules_of(chosen)
    facts_of(prepared, rules, ways)
    for one in prepared:
        one.found = look(one.order, one.facts, rules)
    return prepared


def _one(order, matcher, methods):
    keys = keys_of(order.buyer)
    slip_keys = [keys if slip.recipient == order.buyer else keys_of(slip.recipient) for slip in order.slips]
    method = methods.find(order.payment_code, order.payment)
    return Prepared(
        order,
        keys,
        slip_keys,
        {line.key: known for line in order.lines if (known := matcher.find(line)) is not None},
        method,
        method.kind if method else "other",
        _is_gift(order, keys, slip_keys),
    )


def _purchase(order):
    """What counts for the customer."""
    return None if order.standing == "cancelled" else (order.ordered_at, order.money.total)


def _is_gift(order, keys, slip_keys):
    """Somebody else receives it: the shop says so, or name or address differ (ec.md §4.5)."""
    if order.gift is not None:
        return order.gift
    for slip, one in zip(order.slips, slip_keys, strict=True):
        if slip.recipient.name and order.buyer.name and one.name_key != keys.name_key:
            return True
        if slip.recipient.street and order.buyer.street and one.address_key != keys.address_key:
            return True
    return False
