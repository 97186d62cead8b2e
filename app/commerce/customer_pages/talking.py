"""Questions of customers about an order, and answers."""

from sqlalchemy import select, update

from app.commerce.alerts.model import Alert
from app.commerce.customer_pages.model import OrderMessage
from app.commerce.slips.alerting import raise_alert, recount
from app.commerce.slips.model import Slip
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.platform.audit import record

LONGEST = 2000
MOST = 20
"""Messages of a customer that nobody has answered yet."""


def ask(order, text):
    """The customer says something. Raises Rejected for nothing, too much, and too many without an answer."""
    text = _checked(text)
    waiting = session.scalars(
        select(OrderMessage.id).where(
            OrderMessage.order_id == order.id, OrderMessage.from_customer, OrderMessage.read_at.is_(None)
        )
    ).all()
    if len(waiting) >= MOST:
        raise Rejected("Your last messages are still with us. Please wait for the answer.", "text")
    message = OrderMessage(order_id=order.id, from_customer=True, text=text, created_at=clock.now())
    session.add(message)
    raise_alert(order.id, "customer_question")
    recount([order.id])
    record("order.asked", order, label=order.number)
    publish("customer.asked", order=order)
    return message


def reply(order, text, *, by=None):
    """A clerk answers; the customer is told by mail that there is an answer, and the question is settled."""
    by = by or context.actor()
    message = OrderMessage(
        order_id=order.id, from_customer=False, text=_checked(text), by_name=by.name, created_at=clock.now()
    )
    session.add(message)
    session.execute(
        update(OrderMessage)
        .where(OrderMessage.order_id == order.id, OrderMessage.from_customer, OrderMessage.read_at.is_(None))
        .values(read_at=clock.now())
        .execution_options(synchronize_session="fetch")
    )
    session.flush()
    for alert in session.scalars(
        select(Alert).where(
            Alert.order_id == order.id, Alert.kind == "customer_question", Alert.answered_at.is_(None)
        )
    ):
        alert.answer, alert.answered_by, alert.answered_at = "replied", by.name, clock.now()
    recount([order.id])
    record("order.replied", order, by=by, label=order.number)
    slip_id = session.scalars(select(Slip.id).where(Slip.order_id == order.id).order_by(Slip.slip_no)).first()
    publish("customer.answered", slip_id=slip_id)
    return message


def _checked(text):
    if not text.strip():
        raise Rejected("Please write something.", "text")
    if len(text) > LONGEST:
        raise Rejected("Please write at most %(n)s letters.", "text", n=LONGEST)
    return text.strip().replace("\r\n", "\n")
