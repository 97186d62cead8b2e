"""Shops whose interface is switched on are told every minute what they do not know yet."""

from sqlalchemy import exists, select

from app.commerce.connections.model import ShopConnection
from app.commerce.connections.queries import switched_on
from app.commerce.notices.model import ShipmentNotice
from app.commerce.notices.queries import untold
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform import jobs


@subscribe("minute.passed")
def _report_in_time():
    """A shop that was away is asked again with every minute."""
    for channel, _connection in session.execute(switched_on(ShopConnection.notices_on)).all():
        pending = exists().where(
            ShipmentNotice.channel_id == channel.id,
            ShipmentNotice.tenant_id == channel.tenant_id,
            ShipmentNotice.way == "api",
            ShipmentNotice.state == "pending",
        )
        if session.scalar(select(pending)) or session.scalar(untold(channel).limit(1)):
            jobs.once("commerce.reporting.report", subject_id=channel.id, channel_id=channel.id)
