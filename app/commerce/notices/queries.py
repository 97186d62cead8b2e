"""Which slips their shops do not know of yet, and what was told."""

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from app.commerce.channels.model import Channel
from app.commerce.notices.model import NoticeFile, ShipmentNotice
from app.commerce.notices.writing import WHOLE, WRITERS
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import DONE, OPEN, SHIPPED
from app.kernel.db import session


def untold(channel):
    """Ids of sent slips of a shop without a notice; for shops that are told whole orders, only of finished ones."""
    found = select(Slip.id).where(
        Slip.channel_id == channel.id,
        Slip.status.in_((SHIPPED, DONE)),
        ~exists().where(ShipmentNotice.slip_id == Slip.id, ShipmentNotice.tenant_id == Slip.tenant_id),
    )
    if channel.kind in WHOLE:
        other = aliased(Slip)
        found = found.where(
            ~exists().where(
                other.order_id == Slip.order_id, other.tenant_id == Slip.tenant_id, other.status.in_(OPEN)
            )
        )
    return found.order_by(Slip.ordered_at, Slip.id)


def shops():
    """Shops in use that take shipments by file, by code."""
    return session.scalars(
        select(Channel)
        .where(Channel.state == "active", Channel.kind.in_(WRITERS))
        .order_by(Channel.code, Channel.id)
    ).all()


def standing():
    """`{channel id: {state: how many}}` of all notices."""
    rows = session.execute(
        select(ShipmentNotice.channel_id, ShipmentNotice.state, func.count()).group_by(
            ShipmentNotice.channel_id, ShipmentNotice.state
        )
    )
    found = {}
    for channel_id, state, count in rows:
        found.setdefault(channel_id, {})[state] = count
    return found


def channels():
    """All shops."""
    return select(Channel)


def files():
    """All files of notices."""
    return select(NoticeFile)


def latest_files(count=30):
    """`(file, name of the shop, still pending notices)`, the newest first."""
    pending = (
        select(func.count())
        .where(
            ShipmentNotice.file_id == NoticeFile.id,
            ShipmentNotice.tenant_id == NoticeFile.tenant_id,
            ShipmentNotice.state == "pending",
        )
        .scalar_subquery()
    )
    return session.execute(
        select(NoticeFile, Channel.name, pending.label("pending"))
        .join(Channel, Channel.id == NoticeFile.channel_id)
        .order_by(NoticeFile.created_at.desc(), NoticeFile.id)
        .limit(count)
    ).all()


def failed(count=50):
    """`(notice, order number, name of the shop)` of notices that a shop did not take, the newest first."""
    return session.execute(
        select(ShipmentNotice, Slip.order_number, Channel.name)
        .join(Slip, Slip.id == ShipmentNotice.slip_id)
        .join(Channel, Channel.id == ShipmentNotice.channel_id)
        .where(ShipmentNotice.state == "failed")
        .order_by(ShipmentNotice.created_at.desc(), ShipmentNotice.id)
        .limit(count)
    ).all()


def slips_of(channel, order_number):
    """Ids of the sent slips of an order."""
    return session.scalars(
        select(Slip.id)
        .where(
            Slip.channel_id == channel.id, Slip.order_number == order_number, Slip.status.in_((SHIPPED, DONE))
        )
        .order_by(Slip.slip_no, Slip.id)
    ).all()
