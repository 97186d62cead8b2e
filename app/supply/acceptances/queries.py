"""Reading accepted lines."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.supply.acceptances.model import AcceptedLine
from app.supply.orders.model import ReceivedOrder

MOST = 500


def to_invoice(buyer_id=None):
    """Accepted lines that are on no invoice, at most 500: by buyer, then the oldest first."""
    found = select(AcceptedLine).where(AcceptedLine.state == "accepted")
    if buyer_id:
        found = found.where(AcceptedLine.buyer_id == buyer_id)
    order = (AcceptedLine.buyer_name, AcceptedLine.buyer_id, AcceptedLine.accepted_on, AcceptedLine.id)
    return session.scalars(found.order_by(*order).limit(MOST)).all()


def by_buyer(lines):
    """`[(buyer's name, lines, sum in yen without tax)]` in the order of `lines`."""
    groups = {}
    for line in lines:
        groups.setdefault((line.buyer_id, line.buyer_name), []).append(line)
    return [(name, rows, sum(row.amount for row in rows)) for (_id, name), rows in groups.items()]


def chosen(line_ids):
    """The lines with these ids (ours) that can be invoiced, with their orders, the oldest first."""
    found = select(AcceptedLine).where(AcceptedLine.id.in_(line_ids), AcceptedLine.state == "accepted")
    found = found.options(joinedload(AcceptedLine.order).joinedload(ReceivedOrder.envelope))
    return session.scalars(found.order_by(AcceptedLine.accepted_on, AcceptedLine.id)).all()


def sums_to_invoice():
    """`(number of lines, yen without tax)` that could be invoiced now."""
    return session.execute(
        select(func.count(), func.coalesce(func.sum(AcceptedLine.amount), 0)).where(
            AcceptedLine.state == "accepted"
        )
    ).one()
