"""Finding slips by what stands on them, though persons are sealed (see `persons.keys` for what can be found)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import bindparam, false, literal, or_, select, union_all

from app.commerce.orders.model import Order
from app.commerce.persons.keys import blind_address, blind_mail, blind_name, blind_phone, prefix_asked
from app.commerce.persons.model import PersonPrefix
from app.commerce.slips.model import Slip, Tracking
from app.kernel.among import among
from app.kernel.db import session

FEW = 2_000
"""What finds so many slips or fewer is looked up by its own index; of more the list's own order finds the first."""


class Way(NamedTuple):
    """One reading of the words. `asked`: its name in `_readings`; `found`: select of what such a value finds, `column`:
    what of slips holds that; `clause`: the same as a clause where there is a shorter one.
    """

    asked: str
    found: Callable
    column: Any
    clause: Callable | None = None


def _is(of, column):
    return lambda value: select(of).where(column == value)


_WAYS = (
    Way(
        "number",
        lambda text: select(Order.id).where(Order.number.bool_op("^@")(text)),
        Slip.order_id,
        Slip.order_number.bool_op("^@"),
    ),
    Way("phone", _is(Order.id, Order.phone_key), Slip.order_id),
    Way("mail", _is(Order.id, Order.mail_key), Slip.order_id),
    Way("name", _is(Order.id, Order.name_key), Slip.order_id),
    Way("address", _is(Order.id, Order.address_key), Slip.order_id),
    Way("tracking", _is(Tracking.slip_id, Tracking.number), Slip.id),
    Way("phone", _is(Slip.id, Slip.phone_key), Slip.id, lambda key: Slip.phone_key == key),
    Way("name", _is(Slip.id, Slip.name_key), Slip.id, lambda key: Slip.name_key == key),
    Way("beginning", _is(PersonPrefix.order_id, PersonPrefix.key), Slip.order_id),
)
_ASKED = union_all(
    *(
        select(literal(place), way.found(bindparam(way.asked)).limit(FEW + 1).subquery())
        for place, way in enumerate(_WAYS)
    )
)
"""All ways at once, put together once: to build it anew took as long as the answer."""


def _readings(text):
    """What the words may be, None where they cannot be it: nothing is found then."""
    return {
        "number": text,
        "phone": blind_phone(text),
        "mail": blind_mail(text),
        "name": blind_name(text),
        "address": blind_address(text),
        "tracking": text.replace("-", ""),
        "beginning": prefix_asked(text),
    }


def found_by(words):
    """Slips that one line of words finds: the beginning of an order number, a tracking number, a telephone number, a
    mail address, a whole name or address, or the beginning of a name or reading.

    Each way is asked first what it finds (one statement for all): few are named by their ids, many stay a clause. One
    OR over all ways would read every slip, and so would thousands of ids that have to be put in order.
    """
    readings = _readings(words.strip())
    found = [set() for _way in _WAYS]
    for place, found_id in session.execute(_ASKED, readings):
        found[place].add(found_id)
    return _clause(readings, found)


def _clause(readings, found):
    few, many = {Slip.id: set(), Slip.order_id: set()}, []
    for way, ids in zip(_WAYS, found, strict=True):
        value = readings[way.asked]
        if len(ids) <= FEW:
            few[way.column] |= ids
        else:
            many.append(way.clause(value) if way.clause else way.column.in_(way.found(value)))
    return or_(false(), *many, *(among(column, ids) for column, ids in few.items() if ids))


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
