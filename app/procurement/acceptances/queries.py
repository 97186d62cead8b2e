"""Acceptances as pages and other nouns need them."""

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.kernel.db import session
from app.kernel.text import fold
from app.procurement.acceptances.model import Acceptance, AcceptanceLine
from app.procurement.deliveries.queries import visible_deliveries
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.queries import within_reach


def visible_acceptances(actor):
    """Acceptances of the orders this person may know of, with lines, order and delivery."""
    joined = select(Acceptance).join(
        PurchaseOrder,
        (PurchaseOrder.id == Acceptance.order_id) & (PurchaseOrder.tenant_id == Acceptance.tenant_id),
    )
    return within_reach(joined, actor).options(
        selectinload(Acceptance.order),
        selectinload(Acceptance.delivery),
        selectinload(Acceptance.lines).selectinload(AcceptanceLine.order_line),
    )


def acceptance_rows(actor, *, q="", status="", mine=False):
    """Columns of the list for `paging.paged` by day of acceptance, newest first."""
    found = select(
        Acceptance.id,
        Acceptance.number,
        Acceptance.status,
        Acceptance.result,
        Acceptance.subtotal,
        PurchaseOrder.number.label("order_number"),
        PurchaseOrder.subject,
        PurchaseOrder.partner_name,
        Acceptance.accepted_on.label("sort_value"),
    ).join(
        PurchaseOrder,
        (PurchaseOrder.id == Acceptance.order_id) & (PurchaseOrder.tenant_id == Acceptance.tenant_id),
    )
    if status:
        found = found.where(Acceptance.status == status)
    if mine:
        found = found.where(or_(Acceptance.inspector_id == actor.id, PurchaseOrder.created_by_id == actor.id))
    if q:
        named = PurchaseOrder.search_text.contains(fold(q), autoescape=True)
        found = found.where(or_(Acceptance.number == q.strip(), named))
    return within_reach(found, actor)


def acceptances_of(order):
    """The acceptances of an order, oldest first (list)."""
    return list(
        session.scalars(
            select(Acceptance)
            .where(Acceptance.order_id == order.id)
            .order_by(Acceptance.created_at, Acceptance.id)
        )
    )


def waiting_deliveries(order, actor):
    """Received deliveries of an order of which something waits for the inspection, oldest first (list)."""
    found = visible_deliveries(actor)
    entity = found.column_descriptions[0]["entity"]
    return list(
        session.scalars(
            found.where(entity.order_id == order.id, entity.status == "received").order_by(
                entity.received_on, entity.id
            )
        )
    )
