"""Orders in our own standard format, so that they can be taken in again (ec.md §1.8)."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.commerce.intake.packing import spread
from app.commerce.intake.readers.fields import FIELDS, WORDS
from app.commerce.orders.model import Order
from app.commerce.persons.person import Person
from app.commerce.slips.model import Slip, SlipLine
from app.kernel.clock import JST
from app.kernel.db import session
from app.platform.audit import record

BATCH = 500
HEADER = list(FIELDS.values())
DECIDED = ("carrier", "temperature", "planned_on", "pieces", "shipped_on")
_PERSON = (
    "company", "department", "family", "given", "family_kana", "given_kana", "postal", "prefecture", "city", "street",
    "building", "phone",
)  # fmt: skip


def own_rows(orders):
    """Yield rows of the own standard format for the orders of a select, one row a line, in the select's order.

    Noted in the audit trail by whoever asks (`export`). A buyer without an address stands at the first recipient's.
    """
    ids = list(session.scalars(orders.with_only_columns(Order.id)))
    for at in range(0, len(ids), BATCH):
        some = ids[at : at + BATCH]
        loaded = select(Order).where(Order.id.in_(some)).options(
            selectinload(Order.lines), selectinload(Order.slips), selectinload(Order.channel)
        )  # fmt: skip
        found = {one.id: one for one in session.scalars(loaded)}
        held = _slips_of_lines(some)
        for order_id in some:
            yield from _rows(found[order_id], held)
        session.expunge_all()


def export(orders):
    """The same, noted in the trail: who took how many orders out."""
    record("order.exported", label="CSV")
    return own_rows(orders)


def _slips_of_lines(order_ids):
    """`{line id: id of a slip that holds it}`."""
    pairs = select(SlipLine.order_line_id, SlipLine.slip_id).join(Slip, Slip.id == SlipLine.slip_id)
    return dict(
        session.execute(pairs.where(Slip.order_id.in_(order_ids)).order_by(Slip.slip_no.desc())).all()
    )


def _rows(order, held):
    by_id = {slip.id: slip for slip in order.slips}
    roots = [slip for slip in order.slips if slip.parent_no is None]
    by_key = {slip.key: slip for slip in roots}
    received = spread(order.received)
    said = {key: one.get("slip") for key, one in received.get("lines", {}).items()}
    head = _order(order, received, roots[0].recipient if roots else Person())
    for line in order.lines:
        slip = by_key.get(said.get(line.key)) or by_id.get(held.get(line.id)) or (roots[0] if roots else None)
        values = head | (_slip(slip, received) if slip else {}) | _line(line, order)
        yield ["" if (value := values.get(name)) is None else value for name in FIELDS]


def _order(order, received, recipient):
    taxes = {percent: (amount, tax) for percent, amount, tax in order.taxes}
    buyer = order.buyer if order.buyer.city or order.buyer.street else _at_home_of(recipient, order.buyer)
    paid = True if order.paid_on else received.get("paid")
    return {
        "route": order.channel.code, "number": order.number,
        "ordered_at": order.ordered_at.astimezone(JST).strftime("%Y-%m-%d %H:%M:%S"),
        "standing": _word("standing", received.get("standing", "open")), "kind": _word("kind", order.kind),
        "customer_code": received.get("customer_code"), **_person("buyer", buyer), "mail": order.buyer.mail,
        "payment": order.payment_name, "payment_code": received.get("payment_code"),
        "paid": {True: _word("paid", True), False: _word("paid", False)}.get(paid), "paid_on": received.get("paid_on"),
        "settlement": order.settlement, "basis": _word("basis", order.basis == "inclusive"), "goods": order.goods,
        "postage": order.postage, "cod_fee": order.cod_fee, "payment_fee": order.payment_fee,
        "wrapping_fee": order.wrapping_fee, "other_fee": order.other_fee, "shop_coupon": order.shop_coupon,
        "mall_coupon": order.mall_coupon, "points": order.points, "other_discount": order.other_discount,
        "total": order.total, "remarks": order.remarks, "memo": order.memo,
        "gift": _word("gift", received.get("gift")),
        **{f"charged_{percent}": pair[0] for percent, pair in taxes.items()},
        **{f"tax_{percent}": pair[1] for percent, pair in taxes.items() if percent},
    }  # fmt: skip


def _at_home_of(recipient, buyer):
    where = {
        name: getattr(recipient, name) for name in ("postal", "prefecture", "city", "street", "building")
    }
    known = {name: getattr(buyer, name) or getattr(recipient, name) for name in ("family", "given", "phone")}
    return Person(**where, **known)


def _person(side, person):
    return {f"{side}_{part}": getattr(person, part) for part in _PERSON}


def _slip(slip, received):
    """The recipient as it is now. What the house decided because the shop said nothing (DECIDED) stays blank, so that
    the file coming back asks for no change.
    """
    said = received.get("slips", {}).get(slip.key)
    blank = {name: None for name in DECIDED if said is not None and not said.get(name)}
    return {
        "slip": slip.key, **_person("to", slip.recipient), "carrier": slip.carrier, "service": slip.service,
        "temperature": _word("temperature", slip.temperature), "planned_on": slip.planned_on,
        "wished_on": slip.wished_on, "slot": "" if slip.slot == "none" else slip.slot, "place": slip.place,
        "pieces": slip.pieces, "noshi": slip.noshi, "noshi_name": slip.noshi_name, "wrapping": slip.wrapping,
        "card_message": slip.card_message, "label_note": slip.label_note, "shipped_on": slip.shipped_on,
    } | blank  # fmt: skip


def _line(line, order):
    included = line.included
    return {
        "line": line.key, "line_kind": _word("line_kind", line.kind), "own_code": line.own_code,
        "mall_code": line.mall_code, "mall_sku": line.mall_sku, "name": line.name, "options": line.options,
        "price": line.price, "quantity": line.quantity, "rate": line.tax_rate,
        "line_basis": None if included == (order.basis == "inclusive") else _word("line_basis", included),
        "line_discount": line.discount or None, "cancelled": 1 if line.cancelled else None, "jan": line.jan,
    }  # fmt: skip


def _word(field, value):
    """Our word for a value, '' where the blank means it."""
    return next(
        (word for word, meant in WORDS[field].items() if meant == value and type(meant) is type(value)), ""
    )
