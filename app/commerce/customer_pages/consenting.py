"""Agreeing to advertising, and declining it by the link in a mail."""

from sqlalchemy import select

from app.commerce.customers.model import Customer
from app.kernel.db import session
from app.platform.audit import record


def agrees(order):
    """Whether the customer of an order gets advertising."""
    return bool(session.scalar(select(Customer.advertising).where(Customer.id == order.customer_id)))


def decide(order, wanted):
    """The customer of an order agrees to advertising, or declines it."""
    customer = session.scalars(
        select(Customer).where(Customer.id == order.customer_id).with_for_update()
    ).one_or_none()
    if customer is not None and customer.advertising != wanted:
        customer.advertising = wanted
        customer.version += 1
        record("customer.advertising_decided", customer, label=customer.code, wanted=wanted)
