"""Reading what we shipped."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.supply.deliveries.model import AnnouncedDelivery


def deliveries_of(order):
    """The delivery notes of an order with their envelopes, newest first."""
    return session.scalars(
        select(AnnouncedDelivery)
        .where(AnnouncedDelivery.order_id == order.id)
        .options(joinedload(AnnouncedDelivery.envelope))
        .order_by(AnnouncedDelivery.sent_at.desc(), AnnouncedDelivery.id.desc())
    ).all()
