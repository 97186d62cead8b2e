"""What clerks see of customers' wishes and questions."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.commerce.customer_pages.model import OrderMessage, OrderRequest
from app.commerce.orders.model import Order
from app.commerce.slips.model import Slip
from app.kernel.db import session


def requests():
    """Wishes, each with its slip."""
    return select(OrderRequest).options(joinedload(OrderRequest.slip))


def open_requests():
    """Wishes that wait for an answer, oldest first."""
    found = requests().where(OrderRequest.state == "open")
    return session.scalars(found.order_by(OrderRequest.created_at, OrderRequest.id).limit(200)).all()


def orders():
    """Orders by id."""
    return select(Order)


def open_questions():
    """Orders with questions nobody has answered: id, number, when the first of them came, how many, a slip to open."""
    slip_id = (
        select(Slip.id).where(Slip.order_id == Order.id).order_by(Slip.slip_no).limit(1).scalar_subquery()
    )
    since = func.min(OrderMessage.created_at)
    return session.execute(
        select(
            Order.id, Order.number, since.label("since"), func.count().label("many"), slip_id.label("slip_id")
        )
        .join(OrderMessage, OrderMessage.order_id == Order.id)
        .where(OrderMessage.from_customer, OrderMessage.read_at.is_(None))
        .group_by(Order.tenant_id, Order.id, Order.number)
        .order_by(since, Order.id)
        .limit(200)
    ).all()
