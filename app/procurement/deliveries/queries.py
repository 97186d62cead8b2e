"""Deliveries as pages and other nouns need them."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from app.kernel.db import session
from app.kernel.text import fold
from app.procurement.deliveries.model import Delivery, DeliveryLine
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.queries import within_reach


def visible_deliveries(actor):
    """Deliveries of the orders this person may know of, with lines and order."""
    joined = select(Delivery).join(
        PurchaseOrder,
        (PurchaseOrder.id == Delivery.order_id) & (PurchaseOrder.tenant_id == Delivery.tenant_id),
    )
    return within_reach(joined, actor).options(
        selectinload(Delivery.order),
        selectinload(Delivery.lines).selectinload(DeliveryLine.order_line),
    )


def delivery_rows(actor, *, q="", status="", mine=False):
    """Columns of the list for `paging.paged`, newest first."""
    found = select(
        Delivery.id,
        Delivery.number,
        Delivery.status,
        Delivery.supplier_number,
        Delivery.shipped_on,
        Delivery.arrives_on,
        Delivery.received_on,
        PurchaseOrder.number.label("order_number"),
        PurchaseOrder.subject,
        PurchaseOrder.partner_name,
        Delivery.created_at.label("sort_value"),
    ).join(
        PurchaseOrder,
        (PurchaseOrder.id == Delivery.order_id) & (PurchaseOrder.tenant_id == Delivery.tenant_id),
    )
    if status:
        found = found.where(Delivery.status == status)
    if mine:
        found = found.where(PurchaseOrder.created_by_id == actor.id)
    if q:
        own = or_(Delivery.number == q.strip(), Delivery.supplier_number == q.strip())
        found = found.where(or_(own, PurchaseOrder.search_text.contains(fold(q), autoescape=True)))
    return within_reach(found, actor)


def deliveries_of(order):
    """The deliveries of an order, oldest first, with their lines (list)."""
    return list(
        session.scalars(
            select(Delivery)
            .where(Delivery.order_id == order.id)
            .order_by(Delivery.created_at, Delivery.id)
            .options(selectinload(Delivery.lines))
        )
    )


def announced_quantities(order):
    """`{order line id: quantity}` that is announced and neither received nor refused."""
    rows = session.execute(
        select(DeliveryLine.order_line_id, func.sum(DeliveryLine.announced_quantity))
        .join(
            Delivery,
            (Delivery.id == DeliveryLine.delivery_id) & (Delivery.tenant_id == DeliveryLine.tenant_id),
        )
        .where(Delivery.order_id == order.id, Delivery.status == "announced")
        .group_by(DeliveryLine.order_line_id)
    )
    return dict(rows.all())
