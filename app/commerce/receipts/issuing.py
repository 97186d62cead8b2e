"""Issuing a receipt."""

from sqlalchemy import func, select

from app.access.tenants.queries import own_company
from app.commerce.channels.model import Channel
from app.commerce.orders.model import Order, OrderLine
from app.commerce.receipts.figuring import rates
from app.commerce.receipts.model import Receipt
from app.commerce.slips.model import Slip
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record

PAID_BY_THEMSELVES = ("card", "wallet", "points", "loan")
MOST = 50
HINDRANCES = {
    "not_fixed": "The amount is not fixed yet.",
    "cancelled": "This order is cancelled.",
    "unpaid": "A receipt can be issued once the payment has arrived.",
    "cod": "For cash on delivery the carrier's slip is the receipt.",
    "nothing": "Nothing was paid in money, so there is no receipt.",
    "many": "Too many receipts were issued for this order. Please ask us.",
}


def hindrance(order):
    """Code of HINDRANCES why no receipt can be issued, '' when it can."""
    states = session.scalars(select(Slip.status).where(Slip.order_id == order.id)).all()
    found = (
        ("not_fixed", order.total is None),
        ("cancelled", all(one in ("cancelled", "returned") for one in states)),
        ("cod", order.payment_kind == "cod"),
        ("nothing", not order.total),
        ("unpaid", order.payment_kind not in PAID_BY_THEMSELVES and order.paid_on is None),
    )
    return next((code for code, hinders in found if hinders), "")


def issue(order, addressee, purpose, *, by=None):
    """Issue the next receipt of an order. Raises Rejected when there can be none."""
    by = by or context.actor()
    session.scalars(select(Order.id).where(Order.id == order.id).with_for_update()).one()
    why = hindrance(order)
    if why:
        raise Rejected(HINDRANCES[why])
    copy_no = session.scalar(
        select(func.coalesce(func.max(Receipt.copy_no), 0) + 1).where(Receipt.order_id == order.id)
    )
    if copy_no > MOST:
        raise Rejected(HINDRANCES["many"])
    channel = session.scalars(select(Channel).where(Channel.id == order.channel_id)).one()
    receipt = Receipt(
        order_id=order.id,
        number=f"{channel.code}-{order.number}-{copy_no}",
        copy_no=copy_no,
        addressee=addressee.strip(),
        purpose=purpose.strip(),
        total=order.total,
        taxes=[list(one) for one in _rates(order)],
        issuer=_issuer(channel),
        method=order.payment_name,
        by_name=by.name,
        issued_at=clock.now(),
    )
    session.add(receipt)
    record("receipt.issued", order, by=by, label=order.number, copy=copy_no)
    session.flush()
    return receipt


def issued(order_id):
    """Receipts of an order, in order."""
    return session.scalars(
        select(Receipt).where(Receipt.order_id == order_id).order_by(Receipt.copy_no)
    ).all()


def _rates(order):
    lines = session.execute(
        select(OrderLine.tax_rate, OrderLine.amount, OrderLine.included).where(
            OrderLine.order_id == order.id, OrderLine.cancelled.is_(False)
        )
    ).all()
    amounts = [
        (rate, amount if included else amount + amount * rate // 100) for rate, amount, included in lines
    ]
    fees = sum(
        one or 0
        for one in (order.postage, order.cod_fee, order.payment_fee, order.wrapping_fee, order.other_fee)
    )
    return rates(order.total, order.taxes, amounts, fees)


def _issuer(channel):
    """Who issues: the shop's sender, else the company; a registration number of the shop or of the company."""
    company = own_company()
    address = f"{channel.sender_address} {channel.sender_building}".strip()
    return {
        "name": channel.sender_name or company.name,
        "shop": channel.name,
        "address": f"〒{channel.sender_postal} {address}".strip() if address else company.address or "",
        "phone": channel.sender_phone or company.phone or "",
        "registration_number": channel.registration_number or company.registration_number or "",
    }
