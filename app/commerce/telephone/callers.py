"""Who is calling: customers for what a clerk types, while they type."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from app.commerce.blacklist.operations import entries_of
from app.commerce.clientele.queries import former_orders
from app.commerce.customers.beginnings import beginning_with, begins
from app.commerce.customers.model import Customer, CustomerRank
from app.commerce.orders.model import Order
from app.commerce.payment_methods.model import PaymentMethod
from app.commerce.persons.keys import blind_phone
from app.kernel.db import session
from app.kernel.likeness import phone_key

MOST = 5
LOOKED_AT = 40


@dataclass(frozen=True)
class Caller:
    """A customer with their rank (or None), former orders (newest first) and entries of the blacklist.

    `payment`: code of the method they paid with last, '' when there is none.
    """

    customer: Customer
    rank: CustomerRank | None
    former: list
    blacklisted: list
    payment: str


@dataclass(frozen=True)
class Callers:
    """Who was found; `certain` when one alone has exactly that telephone or customer number.

    `phone` is what was typed, when it is a telephone number. `asked` tells whether anything was typed at all.
    """

    found: list
    certain: bool
    phone: str
    asked: bool = True


def callers(typed):
    """Callers for a telephone number (as a whole), a customer number, or the beginning of a name or reading."""
    text = typed.strip()
    if len(text) < 2:
        return Callers([], False, "", bool(text))
    key = blind_phone(text)
    exact = _customers(or_(Customer.code == text.upper(), *([Customer.phone_key == key] if key else [])))
    rows = exact or [
        row for row in _customers(beginning_with(text), LOOKED_AT) if begins(row[0].person, text)
    ]
    return Callers(_with_history(rows[:MOST]), len(exact) == 1, text if phone_key(text) else "")


def caller(customer_id):
    """The Caller with that id, or None."""
    rows = _customers(Customer.id == customer_id)
    return next(iter(_with_history(rows)), None)


def known(one):
    """Callers of a customer who is chosen already (None: nobody is)."""
    return Callers([one] if one else [], False, "", False)


def again(customer, typed):
    """Callers as they stand beside a form that comes back: the chosen customer, or who was searched for."""
    return known(caller(customer.id)) if customer else callers(typed or "")


def _customers(clause, most=MOST + 1):
    return session.execute(
        select(Customer, CustomerRank)
        .outerjoin(CustomerRank, CustomerRank.id == Customer.rank_id)
        .where(clause, Customer.merged_into_id.is_(None))
        .order_by(Customer.last_ordered_at.desc().nulls_last(), Customer.code)
        .limit(most)
    ).all()


def _with_history(rows):
    former = former_orders([customer.id for customer, _rank in rows])
    paid = _payments([some[0].id for some in former.values()])
    return [
        Caller(one, rank, former.get(one.id, []), entries_of(one), paid.get(one.id, "")) for one, rank in rows
    ]


def _payments(order_ids):
    """`{customer id: code of the payment method}` of orders."""
    rows = session.execute(
        select(Order.customer_id, PaymentMethod.code)
        .join(PaymentMethod, PaymentMethod.id == Order.payment_method_id)
        .where(Order.id.in_(order_ids), PaymentMethod.state == "active")
    )
    return dict(rows.all())
