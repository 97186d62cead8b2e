"""Reading orders."""

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.kernel.db import session
from app.supply.orders.model import ReceivedOrder, ReceivedOrderLine

COLUMNS = (
    "id number revision subject buyer_name ordered_on due_on acknowledge_by total state received_at".split()
)


def orders():
    """All orders of this company, with their lines and the envelope in force."""
    return select(ReceivedOrder).options(
        selectinload(ReceivedOrder.lines), selectinload(ReceivedOrder.envelope)
    )


def listed(state="", words=()):
    """Columns of the list; `state`: waiting (to be acknowledged), open (something to ship), cancelled or ''."""
    left = (
        select(func.count())
        .select_from(ReceivedOrderLine)
        .where(
            ReceivedOrderLine.order_id == ReceivedOrder.id,
            ReceivedOrderLine.tenant_id == ReceivedOrder.tenant_id,
            ReceivedOrderLine.quantity > ReceivedOrderLine.accepted,
        )
        .scalar_subquery()
        .label("open_lines")
    )
    found = select(
        *(getattr(ReceivedOrder, name) for name in COLUMNS),
        left,
        ReceivedOrder.received_at.label("sort_value"),
    ).order_by(ReceivedOrder.received_at.desc(), ReceivedOrder.id.desc())
    conditions = {
        "waiting": ReceivedOrder.state == "issued",
        "open": (ReceivedOrder.state != "cancelled") & (left > 0),
        "cancelled": ReceivedOrder.state == "cancelled",
    }
    if state in conditions:
        found = found.where(conditions[state])
    for word in words:
        found = found.where(ReceivedOrder.search_text.contains(word, autoescape=True))
    return found


def to_acknowledge(limit=10):
    """Orders that wait for our confirmation, the oldest first."""
    found = select(*(getattr(ReceivedOrder, name) for name in COLUMNS)).where(ReceivedOrder.state == "issued")
    return session.execute(found.order_by(ReceivedOrder.received_at, ReceivedOrder.id).limit(limit)).all()
