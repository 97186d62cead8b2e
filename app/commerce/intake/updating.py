"""A known order comes again and the shop says something else: what may still change changes, the rest is shown."""

from collections import defaultdict

from sqlalchemy import select

from app.commerce.alerts.kinds import KINDS
from app.commerce.intake.changing_lines import change_lines
from app.commerce.intake.entering import alert_rows, order_columns, slip_columns
from app.commerce.orders.model import Order
from app.commerce.purchases.counting import count_again
from app.commerce.slips.alerting import raise_alert, recount, renew
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import cancel, hold, move
from app.commerce.slips.settling import settle
from app.commerce.slips.statuses import CANCELLED, DONE, READY, RETURNED, SHIPPED, SHORT, UNALLOCATED, WORKING
from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.audit import record_many

GONE_OUT = (SHIPPED, DONE, RETURNED)
QUIET = {("standing",), ("paid",), ("paid_on",), ("settlement",), ("device",)}
"""Changes that touch nothing a parcel shows."""
FROM_CHECKS = frozenset(KINDS) - {"cancelled_by_shop", "changed_after_label", "changed_after_shipping"}
SLIP_FIELDS = {"planned_on", "wished_on", "slot", "place", "noshi", "noshi_name", "wrapping", "card_message",
               "label_note", "carrier", "service", "temperature", "pieces"}  # fmt: skip


def bring_up_to_date(prepared, changes, chosen):
    """Apply what the shop changed to known orders. `changes`: `{number: {path: (before, after)}}`. The orders are
    whole: what their file cannot know was filled in (`packing.filled`).

    What a clerk changed here stays unless the shop changed the very same. An order whose parcel is being packed is put
    on hold with a red alert, a shipped one only gets the alert. Returns `{}`: nothing is refused.
    """
    orders = {
        one.id: one for one in session.scalars(select(Order).where(Order.id.in_([p.id for p in prepared])))
    }
    slips = defaultdict(list)
    for slip in session.scalars(
        select(Slip).where(Slip.order_id.in_(list(orders))).order_by(Slip.order_id, Slip.slip_no)
    ):
        slips[slip.order_id].append(slip)
    for one in prepared:
        _one(one, orders[one.id], slips[one.id], changes[one.order.number], chosen)
    record_many(
        "order.changed_by_shop",
        "orders",
        (
            (
                one.id,
                one.order.number,
                {"fields": sorted({_named(path) for path in changes[one.order.number]})},
            )
            for one in prepared
        ),
    )
    recount(list(orders))
    count_again(one.customer_id for one in orders.values())
    settle([slip.id for some in slips.values() for slip in some], why="intake")
    return {}


def _named(path):
    """A path without the keys of slips and lines: what changed, not of whom."""
    return ".".join(
        part for place, part in enumerate(path) if place != 1 or path[0] not in ("slips", "lines")
    )


def _one(one, order, slips, changes, chosen):
    statuses = {slip.status for slip in slips} - {CANCELLED}
    loud = changes.keys() - QUIET
    if one.order.standing == "cancelled" and ("standing",) in changes:
        _cancelled(order, slips)
    elif statuses & set(GONE_OUT):
        if loud:
            raise_alert(order.id, "changed_after_shipping", facts=_facts(loud))
    elif WORKING in statuses and loud:
        raise_alert(order.id, "changed_after_label", facts=_facts(loud))
        hold(
            [slip.id for slip in slips if slip.status == WORKING],
            _("The shop changed the order after its label was made"),
            why="intake",
        )
    else:
        _slips(one, slips, changes, chosen)
        if any(path[0] == "lines" for path in changes):
            change_lines(one, order, slips)
            move([slip.id for slip in slips if slip.status in (READY, SHORT)], UNALLOCATED, why="intake")
        renew(order.id, alert_rows(one, [slip.id for slip in slips], clock.now()), FROM_CHECKS)
    _order(one, order, slips, changes)


def _facts(loud):
    return {"fields": sorted({_named(path) for path in loud})}


def _cancelled(order, slips):
    """Before the label is made it is cancelled; a packed parcel is stopped, a sent one only marked (ec.md §4.1)."""
    packing = [slip.id for slip in slips if slip.status == WORKING]
    if packing or any(slip.status in GONE_OUT for slip in slips):
        raise_alert(order.id, "cancelled_by_shop")
        hold(packing, _("The shop cancelled the order"), why="intake") if packing else None
    else:
        cancel([slip.id for slip in slips if slip.status != CANCELLED], why="intake")


def _order(one, order, slips, changes):
    """The order's own columns that the shop changed. `received` and the revision follow in any case."""
    touched = {path[0] for path in changes}
    columns = order_columns(one)
    for name in _columns_of(touched):
        setattr(order, name, columns[name])
    order.received = columns["received"]
    order.revision, order.changed_at = order.revision + 1, clock.now()
    order.version += 1
    for slip in slips:
        slip.payment_kind, slip.total = order.payment_kind, order.total


_OF_ORDER = {
    "buyer": ("buyer", "phone_key", "mail_key", "name_key", "address_key"),
    "money": ("goods", "postage", "cod_fee", "payment_fee", "wrapping_fee", "other_fee", "shop_coupon", "mall_coupon",
              "points", "other_discount", "total", "taxes"),
    "lines": ("goods", "basis"),
    "payment": ("payment_name", "payment_kind", "payment_method_id"),
    "payment_code": ("payment_name", "payment_kind", "payment_method_id"),
    "paid": ("paid_on",),
    "paid_on": ("paid_on",),
}  # fmt: skip
_SAME = ("kind", "ordered_at", "device", "settlement", "remarks", "memo", "gift")


def _columns_of(touched):
    names = {name for one in touched for name in _OF_ORDER.get(one, ())}
    return names | {one for one in touched if one in _SAME}


def _slips(one, slips, changes, chosen):
    """Of each slip what the shop changed of its recipient."""
    by_key = {slip.key: slip for slip in slips if slip.parent_no is None}
    for place, incoming in enumerate(one.order.slips):
        touched = {path[2] for path in changes if path[:2] == ("slips", incoming.key) and len(path) > 2}
        slip = by_key.get(incoming.key)
        if slip is None or not touched:
            continue
        columns = slip_columns(one, place, chosen)
        names = touched & SLIP_FIELDS
        if "recipient" in touched:
            names |= {"recipient", "phone_key", "name_key", "address_key", "region", "island", "gift"}
        for name in names:
            setattr(slip, name, columns[name])
        slip.version += 1
