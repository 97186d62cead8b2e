"""Everything that the checks need to know around many orders, in a handful of statements."""

import datetime as dt
from collections import defaultdict

from sqlalchemy import func, select, tuple_

from app.commerce import settings
from app.commerce.checks.finding import Facts, Rules
from app.commerce.customers.model import BlacklistEntry
from app.commerce.orders.model import Order, OrderLine
from app.kernel.clock import JST, now, today
from app.kernel.db import session
from app.kernel.text import fold
from app.masters.addresses.checking import check_addresses
from app.platform.settings.choosing import values

KEYS = ("phone", "mail", "name", "address")
SHOWN = 5
"""How many like orders an alert names."""


def rules_of(chosen=None):
    """The tenant's Rules. `chosen`: its settings when they are read already."""
    chosen = chosen or values()
    ignored = chosen[settings.IGNORED_REMARKS].split(",")
    moment = now().astimezone(JST)
    late = moment.hour >= chosen[settings.CUTOFF_HOUR]
    return Rules(
        today=today(),
        high_total=chosen[settings.HIGH_TOTAL],
        duplicate_hours=chosen[settings.DUPLICATE_HOURS],
        ignored_remarks=tuple(fold(one) for one in ignored if one.strip()),
        next_shipping_day=today() + dt.timedelta(days=1 if late else 0),
    )


def facts_of(taken, rules, ways):
    """Set `facts` of each of `taken` (`entering.Taken`: an order with its keys, products and method).

    `ways(prefecture, postal code) -> days or None` is the shop's table of days on the way.
    """
    addresses = _addresses(taken)
    blacklisted = _blacklisted(taken)
    recent = _recent(taken, rules)
    for one, checked in zip(taken, addresses, strict=True):
        one.facts = Facts(
            products=one.products,
            addresses=checked,
            days=[
                ways(_prefecture(address, slip), slip.recipient.postal)
                for address, slip in zip(checked, one.order.slips, strict=True)
            ],
            blacklisted=tuple(sorted({kind for kind, key in _pairs(one) if (kind, key) in blacklisted})),
            recent=tuple(recent.get(one.order.number, ())),
            first=one.is_first,
            payment_kind=one.payment_kind,
            payment_known=one.payment_known,
            gift=one.gift,
        )


def _addresses(taken):
    """Per order a list of AddressCheck, one a slip; None where the shop gives no address at all."""
    pairs = [(slip.recipient.postal, slip.recipient.address) for one in taken for slip in one.order.slips]
    checked = iter(check_addresses(pairs) if pairs else ())
    return [[next(checked) for _slip in one.order.slips] for one in taken]


def _prefecture(checked, slip):
    return slip.recipient.prefecture or (checked.place.prefecture if checked and checked.place else "")


def _pairs(one):
    for keys in (one.keys, *one.slip_keys):
        for kind in KEYS:
            key = getattr(keys, f"{kind}_key")
            if key is not None:
                yield kind, key


def _blacklisted(taken):
    pairs = {pair for one in taken for pair in _pairs(one)}
    found = set()
    if not session.scalar(select(BlacklistEntry.id).limit(1)):
        return found
    for some in _chunks(list(pairs)):
        rows = session.execute(
            select(BlacklistEntry.kind, BlacklistEntry.key).where(
                tuple_(BlacklistEntry.kind, BlacklistEntry.key).in_(some)
            )
        )
        found.update(map(tuple, rows))
    return found


def _recent(taken, rules):
    """`{number: [numbers of like orders]}`: same telephone, same goods, within the hours of the rule."""
    if not rules.duplicate_hours:
        return {}
    groups = defaultdict(list)
    for one in taken:
        if one.keys.phone_key is not None:
            groups[one.keys.phone_key, one.codes].append((one.order.ordered_at, one.order.number))
    for row in _earlier(taken, rules):
        groups[row.phone_key, frozenset(row.codes)].append((row.ordered_at, row.number))
    span, found = dt.timedelta(hours=rules.duplicate_hours), {}
    for group in groups.values():
        found |= _shortly_before(sorted(set(group)), span)
    return found


def _shortly_before(group, span):
    """`{number: [first numbers within span before it]}` of like orders `(at, number)`, in order of time.

    A shop's own telephone may stand in thousands of orders: each looks at a few neighbours, not at all of them.
    """
    found, first = {}, 0
    for at, number in group:
        while group[first][0] < at - span:
            first += 1
        near = group[first : first + SHOWN + 1]
        like = [other for then, other in near if other != number and then <= at]
        if like:
            found[number] = like[:SHOWN]
    return found


def _earlier(taken, rules):
    """Orders of the same telephones from that time, with the codes of their goods."""
    oldest = min((one.order.ordered_at for one in taken), default=now()) - dt.timedelta(
        hours=rules.duplicate_hours
    )
    code = func.coalesce(
        func.nullif(OrderLine.own_code, ""), func.nullif(OrderLine.mall_sku, ""), OrderLine.mall_code
    )
    for some in _chunks(list({one.keys.phone_key for one in taken} - {None})):
        yield from session.execute(
            select(Order.phone_key, Order.ordered_at, Order.number, func.array_agg(code).label("codes"))
            .join(OrderLine, OrderLine.order_id == Order.id)
            .where(Order.phone_key.in_(some), Order.ordered_at >= oldest, OrderLine.kind == "goods")
            .group_by(Order.id, Order.phone_key, Order.ordered_at, Order.number)
        )


def _chunks(items, size=5_000):
    return [items[at : at + size] for at in range(0, len(items), size)]
