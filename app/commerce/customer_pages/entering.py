"""Coming in by a private link: one order, and what its buyer may see of it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.commerce.carriers.catalogue import carrier_of, following_url
from app.commerce.channels.model import Channel
from app.commerce.customer_pages.linking import link_of
from app.commerce.customer_pages.model import OrderLink, OrderMessage, OrderRequest
from app.commerce.orders.model import Order
from app.commerce.slips.model import Slip, Tracking
from app.commerce.slips.statuses import UNPICKED
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Missing


@dataclass
class Parcel:
    """A delivery as its buyer sees it. `followed`: `[(carrier, number, address or None)]`."""

    slip: Slip
    standing: str
    followed: list
    changeable: bool


@dataclass
class Visit:
    """A look at one's order. `secret` stands in the address and nowhere else."""

    secret: str
    link: OrderLink
    order: Order
    channel: Channel
    slips: list

    def parcels(self):
        """The deliveries of the order."""
        carriers = {one.id: one.carried_by_id or one.id for one in self.slips}
        numbers = session.scalars(
            select(Tracking)
            .where(Tracking.slip_id.in_(set(carriers.values())))
            .order_by(Tracking.slip_id, Tracking.piece_no)
        ).all()
        return [
            Parcel(
                one,
                STANDINGS[one.status],
                [
                    (carrier_of(row.carrier).name, row.number, following_url(row.carrier, row.number))
                    for row in numbers
                    if row.slip_id == carriers[one.id]
                ],
                one.status in UNPICKED and one.carried_by_id is None,
            )
            for one in self.slips
        ]

    def slip_of(self, slip_id):
        """One slip of the order. Raises Missing."""
        found = next((one for one in self.slips if one.id == slip_id), None)
        if found is None:
            raise Missing
        return found

    def requests(self):
        """What was wished, newest first."""
        return session.scalars(
            select(OrderRequest)
            .where(OrderRequest.order_id == self.order.id)
            .order_by(OrderRequest.created_at.desc(), OrderRequest.id)
        ).all()

    def messages(self):
        """What was said, oldest first."""
        return messages_of(self.order.id)


STANDINGS = {
    "new": "received", "check": "received", "held": "received", "unpaid": "unpaid", "unallocated": "preparing",
    "short": "preparing", "ready": "preparing", "working": "packing", "shipped": "sent", "done": "sent",
    "cancelled": "cancelled", "returned": "returned",
}  # fmt: skip
"""What a customer is told of a slip's status (`wording.STANDINGS` has the words)."""


def enter(secret):
    """The Visit of whoever holds `secret`; from here on they act. Raises Missing for a link that does not work."""
    link = link_of(secret)
    if link is None:
        raise Missing
    found = select(Order).where(Order.id == link.order_id).options(selectinload(Order.lines))
    order = session.scalars(found).one()
    if order.blanked_at is not None:
        raise Missing
    channel = session.scalars(select(Channel).where(Channel.id == order.channel_id)).one()
    context.set_actor(context.Actor(id=None, name="customer", kind="guest"))
    slips = session.scalars(select(Slip).where(Slip.order_id == order.id).order_by(Slip.slip_no)).all()
    return Visit(secret, link, order, channel, slips)


def note(link):
    """Note that the customer did something by this link."""
    link.opened_at = link.opened_at or clock.now()
    link.opened_count += 1


def messages_of(order_id):
    """The conversation about an order, oldest first."""
    return session.scalars(
        select(OrderMessage)
        .where(OrderMessage.order_id == order_id)
        .order_by(OrderMessage.created_at, OrderMessage.id)
    ).all()
