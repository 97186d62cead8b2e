"""Entering and correcting customers. The trail tells which fields changed, never what stands in them."""

from sqlalchemy import select

from app.commerce.customers.beginnings import beginnings
from app.commerce.customers.model import Customer
from app.commerce.customers.ranking import rank_after
from app.commerce.customers.recognising import recognise
from app.commerce.persons.keys import keys_of
from app.commerce.persons.person import PERSON_FIELDS
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import record


def enter(person):
    """A customer who has not bought yet. Raises Rejected when they are known, or cannot be recognised again."""
    [(customer_id, new)] = recognise([(person, keys_of(person))])
    if customer_id is None:
        raise Rejected(
            "Enter a telephone number or mail address, so that the customer can be found.", "phone"
        )
    customer = session.scalars(select(Customer).where(Customer.id == customer_id)).one()
    if not new:
        raise Rejected("This customer is known already: %(code)s", "phone", code=customer.code)
    record("customer.entered", customer, label=customer.code)
    return customer


def correct(customer, *, person=None, memo=None, advertising=None, rank_id="", version=None):
    """Change what is given. `rank_id`: a rank to fix, None to follow the count, '' to leave it.

    Raises Conflict when somebody changed the customer meanwhile.
    """
    if version is not None and customer.version != version:
        raise Conflict("Somebody else has just changed this document. Please reload the page and look again.")
    changed = _person(customer, person) if person else []
    for name, value in (("memo", memo), ("advertising", advertising)):
        if value is not None and value != (getattr(customer, name) or ""):
            setattr(customer, name, value)
            changed.append(name)
    if rank_id != "":
        changed += _rank(customer, rank_id)
    if changed:
        customer.version += 1
        record("customer.changed", customer, label=customer.code, fields=sorted(changed))
        session.flush()


def _person(customer, person):
    """Names of the fields that differ; the keys follow."""
    held = customer.person
    changed = [name for name in PERSON_FIELDS if getattr(held, name) != getattr(person, name)]
    if changed:
        keys = keys_of(person)
        customer.person = person
        customer.phone_key, customer.mail_key = keys.phone_key, keys.mail_key
        customer.name_key, customer.address_key = keys.name_key, keys.address_key
        for column, key in beginnings(person).items():
            setattr(customer, column, key)
    return changed


def _rank(customer, rank_id):
    if (rank_id is None and not customer.rank_fixed) or (customer.rank_fixed and rank_id == customer.rank_id):
        return []
    customer.rank_fixed = rank_id is not None
    session.flush()
    customer.rank_id = rank_id or session.scalar(
        select(rank_after(customer.order_count)).where(Customer.id == customer.id)
    )
    return ["rank"]
