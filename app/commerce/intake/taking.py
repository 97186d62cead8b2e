"""Orders into the books, whatever they came by: new ones are entered, known ones brought up to date, none twice."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.commerce.checks.ways import ways_from
from app.commerce.intake.entering import enter
from app.commerce.intake.packing import differences, filled, packed, spread
from app.commerce.intake.preparing import prepare
from app.commerce.intake.updating import bring_up_to_date
from app.commerce.orders.model import Order
from app.commerce.slips.statuses import NEW, READY, SHORT, UNALLOCATED
from app.kernel import events
from app.kernel.among import among
from app.kernel.db import session
from app.platform.settings.choosing import values

UNFINISHED = "unfinished"
"""Standing of a cart that nobody has ordered yet: not an order."""
ASKED = (READY, SHORT)
"""Where slips begin for which the stock was asked."""


@dataclass
class Taken:
    """What became of orders: ids by number. `changed`: `{number: {path: (before, after)}}`, `refused`: `{number:
    sentence}`, `ignored`: numbers of unfinished carts. `alerts`: how many orders somebody has to look at.
    """

    new: dict = field(default_factory=dict)
    changed: dict = field(default_factory=dict)
    unchanged: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)
    ignored: list = field(default_factory=list)
    alerts: int = 0

    def __add__(self, other):
        return Taken(
            self.new | other.new,
            self.changed | other.changed,
            self.unchanged + other.unchanged,
            self.refused | other.refused,
            self.ignored + other.ignored,
            self.alerts + other.alerts,
        )


def take(channel, orders, *, intake_id=None):
    """Take in IncomingOrders of one shop, in the present transaction. Returns Taken.

    Two files with the same order at once wait for each other on the shop's row; the second finds it known. A number
    that comes twice counts once, as it came last.
    """
    _lock(channel)
    latest = {order.number: order for order in orders}
    ignored = [number for number, order in latest.items() if order.standing == UNFINISHED]
    wanted = {number: order for number, order in latest.items() if number not in set(ignored)}
    known = {row.number: row for row in _known(channel, list(wanted))}
    changed, unchanged = {}, []
    for number, row in known.items():
        before = spread(row.received)
        found = row.blanked_at is None and differences(
            before, packed(wanted[number]), wanted[number].partial
        )  # what was erased does not come back with an old file
        if found:
            changed[number], wanted[number] = found, filled(wanted[number], before)
        else:
            unchanged.append(number)
    done = Taken(changed=changed, unchanged=unchanged, ignored=ignored)
    chosen, ways = values(), ways_from(channel.from_prefecture)
    _enter(
        channel,
        [order for number, order in wanted.items() if number not in known],
        chosen,
        ways,
        intake_id,
        done,
    )
    _update(channel, [wanted[number] for number in changed], known, chosen, ways, done)
    return done


def _enter(channel, fresh, chosen, ways, intake_id, done):
    if not fresh:
        return
    prepared = prepare(channel, fresh, ways, chosen)
    slips = enter(channel, prepared, chosen, intake_id)
    done.new = {one.order.number: one.id for one in prepared}
    done.alerts += sum(1 for one in prepared if one.found)
    taken = [slip for some in slips.values() for slip in some]
    _announce(slips)
    events.publish("orders.taken", order_ids=list(slips), slip_ids=taken)


def _announce(slips):
    """New slips begin where they belong; whoever waits for slips to come there hears of it as of any other move."""
    places = [pair for some in slips.values() for pair in some.items()]
    begun = [(one, NEW, UNALLOCATED if status in ASKED else status) for one, status in places]
    asked = [(one, UNALLOCATED, status) for one, status in places if status in ASKED]
    for moved in filter(None, (begun, asked)):
        events.publish("slips.moved", moved=moved, why="intake")


def _update(channel, orders, known, chosen, ways, done):
    if not orders:
        return
    prepared = prepare(channel, orders, ways, chosen, recognising=False)
    for one in prepared:
        one.id = known[one.order.number].id
    done.refused |= bring_up_to_date(prepared, done.changed, chosen)
    done.alerts += sum(1 for one in prepared if one.found)


def _lock(channel):
    session.execute(select(type(channel).id).where(type(channel).id == channel.id).with_for_update())


def _known(channel, numbers):
    return session.execute(
        select(Order.id, Order.number, Order.received, Order.blanked_at).where(
            Order.channel_id == channel.id, among(Order.number, numbers)
        )
    )
