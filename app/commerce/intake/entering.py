"""New orders into the tables: an order, its lines, its slips and what lies in them, and what the checks found."""

from decimal import Decimal

from app.commerce import settings
from app.commerce.alerts.kinds import KINDS, RED
from app.commerce.alerts.model import Alert
from app.commerce.checks.amounts import goods_of, is_unpriced, line_amount
from app.commerce.intake.packing import kept
from app.commerce.orders.model import Order, OrderLine
from app.commerce.persons.keys import prefixes_of
from app.commerce.persons.model import PersonPrefix
from app.commerce.slips.allocating import set_aside
from app.commerce.slips.model import Slip, SlipLine
from app.commerce.slips.parcels import pieces, temperature
from app.commerce.slips.settling import belongs
from app.commerce.slips.statuses import CANCELLED, SHIPPED, UNALLOCATED
from app.commerce.stock.lines import Want
from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.ids import new_id
from app.masters.addresses.regions import number_of
from app.platform.audit import record_many

STATUS_OF = {"cancelled": CANCELLED, "shipped": SHIPPED}
"""Where slips of orders start that the shop has finished already."""


def enter(channel, prepared, chosen, intake_id=None):
    """Store Prepared orders as new ones, with goods set aside where nothing stops them. Returns their slips:
    `{order id: {slip id: status}}`.
    """
    now, places = clock.now(), []
    orders, lines, slips, contents, prefixes, alerts = [], [], [], [], [], []
    for one in prepared:
        own = [_slip(channel, one, place, chosen, now) for place in range(len(one.order.slips))]
        rows = [_line(one, number, line) for number, line in enumerate(one.order.lines, 1)]
        orders.append(_order(channel, one, intake_id, now))
        lines += rows
        slips += own
        contents += _contents(one, own, rows)
        prefixes += [{"order_id": one.id, "key": key} for key in _prefixes(one.order)]
        alerts += alert_rows(one, [row["id"] for row in own], now)
        places.append((one.id, own))
    _set_aside(slips, contents, {row["id"]: row for row in lines})
    for model, rows in (
        (Order, orders), (OrderLine, lines), (Slip, slips), (SlipLine, contents), (PersonPrefix, prefixes),
        (Alert, alerts),
    ):  # fmt: skip
        copy_in(model, rows)
    record_many(
        "order.taken", "orders", ((one.id, one.order.number, {"shop": channel.code}) for one in prepared)
    )
    return {order_id: {row["id"]: row["status"] for row in own} for order_id, own in places}


def _contents(one, slips, line_rows):
    """Rows of what lies in the slips of an order."""
    return [
        {
            "id": new_id(),
            "slip_id": slips[line.slip]["id"],
            "order_line_id": row["id"],
            "quantity": line.quantity,
        }
        for line, row in zip(one.order.lines, line_rows, strict=True)
        if line.quantity > 0 and not line.cancelled
    ]


def _set_aside(slips, contents, lines):
    """Reserve the goods of rows of slips that wait for nothing else, and write down where that leaves them."""
    going = {row["id"]: row for row in slips if row["status"] == UNALLOCATED}
    wants = {one: [] for one in going}
    for row in contents:
        line, slip = lines[row["order_line_id"]], going.get(row["slip_id"])
        if slip and line["kind"] == "goods" and line["product_id"]:
            wants[slip["id"]].append(_want(row, line, slip))
    for one, status in set_aside(wants).items():
        going[one]["status"] = status


def _want(row, line, slip):
    return Want(
        for_id=row["id"],
        product_id=line["product_id"],
        quantity=Decimal(row["quantity"] * line["factor"]),
        ordered_at=slip["ordered_at"],
        wanted_on=slip["wished_on"],
        label=f"{slip['order_number']}-{slip['slip_no']}",
    )


def paid_on(order):
    """The day an incoming order was paid, None when it is not: today where the shop only says that it was."""
    return order.paid_on or (clock.today() if order.paid else None)


def order_columns(one):
    """The columns of an order that come from outside, of a Prepared one."""
    order, money = one.order, one.order.money
    return {
        "kind": order.kind,
        "ordered_at": order.ordered_at,
        "buyer": order.buyer,
        "phone_key": one.keys.phone_key,
        "mail_key": one.keys.mail_key,
        "name_key": one.keys.name_key,
        "address_key": one.keys.address_key,
        "gift": one.gift,
        "device": order.device,
        "payment_method_id": one.method.id if one.method else None,
        "payment_name": order.payment or (one.method.name if one.method else ""),
        "payment_kind": one.payment_kind,
        "settlement": order.settlement,
        "paid_on": paid_on(order),
        "basis": "inclusive" if all(line.included for line in order.lines) else "exclusive",
        "goods": None if is_unpriced(order) else goods_of(order),
        "postage": money.postage,
        "cod_fee": money.cod_fee,
        "payment_fee": money.payment_fee,
        "wrapping_fee": money.wrapping,
        "other_fee": money.other_fee,
        "shop_coupon": money.shop_coupon,
        "mall_coupon": money.mall_coupon,
        "points": money.points,
        "other_discount": money.other_discount,
        "total": money.total,
        "taxes": [list(row) for row in money.taxes],
        "remarks": order.remarks,
        "memo": order.memo,
        "received": kept(order),
    }


def _order(channel, one, intake_id, now):
    return {
        "id": one.id,
        "channel_id": channel.id,
        "number": one.order.number,
        "customer_id": one.customer_id,
        **order_columns(one),
        "intake_id": intake_id,
        "created_by_id": context.actor().id,
        "created_at": now,
        "changed_at": now,
    }


def line_columns(one, line):
    """The columns of a line that come from outside."""
    known = one.products.get(line.key)
    rate = line.rate if line.rate is not None else (known.tax_rate if known else None)
    return {
        "kind": line.kind,
        "product_id": known.id if known else None,
        "factor": known.factor if known else 1,
        "own_code": line.own_code or (known.code if known else ""),
        "mall_code": line.mall_code,
        "mall_sku": line.mall_sku,
        "jan": line.jan,
        "name": line.name,
        "options": line.options,
        "quantity": line.quantity,
        "price": line.price,
        "tax_rate": 10 if rate is None else rate,
        "included": line.included,
        "discount": line.discount,
        "amount": line_amount(line),
        "cancelled": line.cancelled,
    }


def _line(one, number, line):
    return {"id": new_id(), "order_id": one.id, "line_no": number, "key": line.key, **line_columns(one, line)}


def slip_columns(one, place, chosen):
    """The columns of a slip that come from outside, and what follows from its goods."""
    slip, keys = one.order.slips[place], one.slip_keys[place]
    inside = [
        (known, line.quantity * known.factor)
        for line in one.order.lines
        if line.slip == place and not line.cancelled and (known := one.products.get(line.key))
    ]
    checked = one.facts.addresses[place] if one.facts and place < len(one.facts.addresses) else None
    here = checked.place if checked else None
    return {
        "recipient": slip.recipient,
        "phone_key": keys.phone_key,
        "name_key": keys.name_key,
        "address_key": keys.address_key,
        "region": number_of(slip.recipient.prefecture) or (here.jis[:2] if here else ""),
        "island": bool(slip.island if slip.island is not None else checked and checked.island),
        "gift": one.gift,
        "temperature": slip.temperature or temperature([known for known, _count in inside]),
        "carrier": slip.carrier or chosen[settings.DEFAULT_CARRIER],
        "service": slip.service,
        "pieces": slip.pieces or pieces(
            inside,
            points_per_parcel=chosen[settings.POINTS_PER_PARCEL],
            grams_per_parcel=chosen[settings.GRAMS_PER_PARCEL],
        ),
        "planned_on": slip.planned_on,
        "wished_on": slip.wished_on,
        "slot": slip.slot,
        "place": slip.place,
        "cod_amount": (one.order.money.total or 0) if one.payment_kind == "cod" and place == 0 else 0,
        "noshi": slip.noshi,
        "noshi_name": slip.noshi_name,
        "wrapping": slip.wrapping,
        "card_message": slip.card_message,
        "label_note": slip.label_note,
    }  # fmt: skip


def _slip(channel, one, place, chosen, now):
    order, slip = one.order, one.order.slips[place]
    mine = [found for found in one.found if found.slip in (None, place)]
    stops = sum(KINDS[found.kind].stops for found in mine)
    return {
        "id": new_id(),
        "order_id": one.id,
        "slip_no": place + 1,
        "key": slip.key,
        "channel_id": channel.id,
        "order_number": order.number,
        "ordered_at": order.ordered_at,
        "payment_kind": one.payment_kind,
        "total": order.money.total,
        "status": STATUS_OF.get(order.standing) or belongs(stops, one.payment_kind, paid_on(order)),
        **slip_columns(one, place, chosen),
        "alert_count": stops,
        "worst_alert": worst(mine),
        "shipped_on": slip.shipped_on,
        "created_at": now,
        "changed_at": now,
    }


def worst(found):
    """`red`, `yellow` or '' of alerts."""
    severities = {one.severity for one in found}
    return RED if RED in severities else next(iter(severities), "")


def alert_rows(one, slip_ids, now):
    """Rows of alerts of a Prepared order."""
    return [
        {
            "order_id": one.id,
            "slip_id": None if found.slip is None else slip_ids[found.slip],
            "kind": found.kind,
            "severity": found.severity,
            "facts": found.facts,
            "proposal": found.proposal,
            "created_at": now,
        }
        for found in one.found
    ]


def _prefixes(order):
    return prefixes_of(order.buyer, *(slip.recipient for slip in order.slips))
