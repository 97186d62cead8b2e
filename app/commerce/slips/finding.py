"""Finding slips by what stands on them, though persons are sealed (see `persons.keys` for what can be found)."""

from typing import Any, NamedTuple

from sqlalchemy import false, literal, or_, select, union_all

from app.commerce.orders.model import Order
from app.commerce.persons.keys import blind_address, blind_mail, blind_name, blind_phone, prefix_asked
from app.commerce.persons.model import PersonPrefix
from app.commerce.slips.model import Slip, Tracking
from app.kernel.among import among
from app.kernel.db import session

FEW = 2_000
"""What finds so many slips or fewer is looked up by its own index; of more the list's own order finds the first."""


class Way(NamedTuple):
    """A select of what one reading of the words finds, the column of slips that holds it, and the same as a clause."""

    found: Any
    column: Any
    clause: Any


def found_by(words):
    """Slips that one line of words finds: the beginning of an order number, a tracking number, a telephone number, a
    mail address, a whole name or address, or the beginning of a name or reading.

    Each way is asked first what it finds (one statement for all): few are named by their ids, many stay a clause. One
    OR over all ways would read every slip, and so would thousands of ids that have to be put in order.
    """
    ways = list(_ways(words.strip()))
    several = [one.found.limit(FEW + 1).subquery() for one in ways]
    asked = union_all(*(select(literal(place), one) for place, one in enumerate(several)))
    found = [set() for _one in ways]
    for place, found_id in session.execute(asked):
        found[place].add(found_id)
    return _clause(ways, found)


def _clause(ways, found):
    few, many = {Slip.id: set(), Slip.order_id: set()}, []
    for way, ids in zip(ways, found, strict=True):
        if len(ids) > FEW:
            many.append(way.clause)
        else:
            few[way.column] |= ids
    return or_(false(), *many, *(among(column, ids) for column, ids in few.items() if ids))


def _ways(text):
    by_number = Slip.order_number.bool_op("^@")(text)
    yield Way(select(Order.id).where(Order.number.bool_op("^@")(text)), Slip.order_id, by_number)
    for column, key in (
        (Order.phone_key, blind_phone(text)),
        (Order.mail_key, blind_mail(text)),
        (Order.name_key, blind_name(text)),
        (Order.address_key, blind_address(text)),
    ):
        if key is not None:
            yield _listed(select(Order.id).where(column == key), Slip.order_id)
    yield _listed(select(Tracking.slip_id).where(Tracking.number == text.replace("-", "")), Slip.id)
    for column, key in ((Slip.phone_key, blind_phone(text)), (Slip.name_key, blind_name(text))):
        if key is not None:
            yield Way(select(Slip.id).where(column == key), Slip.id, column == key)
    prefix = prefix_asked(text)
    if prefix is not None:
        yield _listed(select(PersonPrefix.order_id).where(PersonPrefix.key == prefix), Slip.order_id)


def _listed(found, column):
    return Way(found, column, column.in_(found))


def named(model, text):
    """Slips for a recipient of that name, written in any way."""
    key = blind_name(text)
    return false() if key is None else model.name_key == key


def begins(model, text):
    """Slips of orders in which somebody's name or reading begins so (two letters at least)."""
    key = prefix_asked(text)
    return (
        false()
        if key is None
        else model.order_id.in_(select(PersonPrefix.order_id).where(PersonPrefix.key == key))
    )


def called(model, text):
    """Slips for that telephone number."""
    key = blind_phone(text)
    return false() if key is None else model.phone_key == key


def living_at(model, text):
    """Slips for that address, written in any way."""
    key = blind_address(text)
    return false() if key is None else model.address_key == key
