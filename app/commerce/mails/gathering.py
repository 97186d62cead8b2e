"""What mails say, fetched for many slips at once."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.commerce.channels.model import Channel
from app.commerce.customers.model import Customer, CustomerRank
from app.commerce.mails.model import ShopMailing
from app.commerce.orders.model import Order, OrderLine
from app.commerce.slips.model import Slip, SlipLine, Tracking
from app.kernel.db import session


@dataclass(frozen=True)
class Facts:
    """One slip and everything a mail about it or its order may say.

    `parcel` is the slip it travels in (itself, unless it is bundled), `trackings` are that one's. `held`: `[(id, line,
    quantity)]` of the slip. `rank` may be None.
    """

    slip: Slip
    parcel: Slip
    order: Order
    channel: Channel
    mailing: ShopMailing
    customer: Customer | None
    rank: CustomerRank | None
    slips: list
    held: list
    trackings: list
    message: str = field(default="", repr=False)

    @property
    def lines(self):
        """Lines of the order that were not cancelled."""
        return [line for line in self.order.lines if not line.cancelled]

    @property
    def language(self):
        """`ja`, or `en` when the buyer's device says so."""
        words = self.order.device.lower().replace("-", " ").replace(";", " ").split()
        return "en" if "en" in words or "english" in words else "ja"


def gather(slip_ids):
    """`{slip id: Facts}`; a constant number of statements however many they are."""
    slips = session.scalars(
        select(Slip)
        .where(Slip.id.in_(slip_ids))
        .options(selectinload(Slip.order).selectinload(Order.lines), selectinload(Slip.channel))
        .order_by(Slip.id)
        .execution_options(populate_existing=True)
    ).all()
    siblings = _grouped(Slip, Slip.order_id, {one.order_id for one in slips}, Slip.slip_no)
    parcels = _parcels(slips)
    trackings = _grouped(Tracking, Tracking.slip_id, parcels, Tracking.piece_no)
    held, people, shops = _held(slips), _customers(slips), mailings({one.channel_id for one in slips})
    ranks = _ranks()
    return {
        one.id: Facts(
            one,
            parcels[one.carried_by_id or one.id],
            one.order,
            one.channel,
            shops[one.channel_id],
            people.get(one.order.customer_id),
            ranks.get(getattr(people.get(one.order.customer_id), "rank_id", None)),
            siblings[one.order_id],
            held[one.id],
            trackings[one.carried_by_id or one.id],
        )
        for one in slips
    }


def mailings(channel_ids):
    """`{channel id: ShopMailing}`; a shop that was not set up has one that wants nothing (and is not stored)."""
    rows = session.scalars(select(ShopMailing).where(ShopMailing.channel_id.in_(channel_ids)))
    found = {row.channel_id: row for row in rows}
    return {one: found.get(one) or unset(one) for one in channel_ids}


def mailed_kinds():
    """Which of thanks, paid and shipped any shop sends."""
    kinds = (ShopMailing.thanks, ShopMailing.paid, ShopMailing.shipped)
    found = session.execute(select(*(func.bool_or(kind).label(kind.key) for kind in kinds))).one()
    return [kind for kind, sent in found._asdict().items() if sent]


def unset(channel_id):
    """What holds for a shop that was not set up."""
    return ShopMailing(
        channel_id=channel_id, version=0, thanks=False, paid=False, shipped=False, follow_days=0, quiet_from=21,
        quiet_until=8, delay_minutes=10, reply_to="",
    )  # fmt: skip


def _grouped(model, key, ids, order):
    found = defaultdict(list)
    for row in session.scalars(select(model).where(key.in_(ids)).order_by(key, order)):
        found[getattr(row, key.key)].append(row)
    return found


def _parcels(slips):
    """The slips that have a parcel of their own, among these and what carries them."""
    found = {one.id: one for one in slips}
    carriers = {one.carried_by_id for one in slips} - {None} - found.keys()
    if carriers:
        found |= {row.id: row for row in session.scalars(select(Slip).where(Slip.id.in_(carriers)))}
    return found


def _held(slips):
    found = defaultdict(list)
    rows = session.execute(
        select(SlipLine.slip_id, SlipLine.id, OrderLine, SlipLine.quantity)
        .join(OrderLine, OrderLine.id == SlipLine.order_line_id)
        .where(SlipLine.slip_id.in_([one.id for one in slips]), OrderLine.cancelled.is_(False))
        .order_by(SlipLine.slip_id, OrderLine.line_no)
    )
    for slip_id, one, line, quantity in rows:
        found[slip_id].append((one, line, quantity))
    return found


def _customers(slips):
    ids = {one.order.customer_id for one in slips} - {None}
    return {row.id: row for row in session.scalars(select(Customer).where(Customer.id.in_(ids)))}


def _ranks():
    return {row.id: row for row in session.scalars(select(CustomerRank))}
