"""How telling shipments through interfaces stands."""

from sqlalchemy import func, select

from app.commerce.notices.model import ShipmentNotice
from app.kernel.db import session


def standing():
    """`{channel id: {state: notices}}` of those told through interfaces."""
    found = {}
    rows = session.execute(
        select(ShipmentNotice.channel_id, ShipmentNotice.state, func.count())
        .where(ShipmentNotice.way == "api")
        .group_by(ShipmentNotice.channel_id, ShipmentNotice.state)
    )
    for channel_id, state, count in rows:
        found.setdefault(channel_id, {})[state] = count
    return found
