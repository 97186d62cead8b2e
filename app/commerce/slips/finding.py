"""Finding slips by what stands on them, though persons are sealed (see `persons.keys` for what can be found)."""

from sqlalchemy import false, select, union_all

from app.commerce.orders.model import Order
from app.commerce.persons.keys import blind_address, blind_mail, blind_name, blind_phone, prefix_asked
from app.commerce.persons.model import PersonPrefix
from app.commerce.slips.model import Slip, Tracking


def found_by(words):
    """Slips that one line of words finds: the beginning of an order number, a tracking number, a telephone number, a
    mail address, a whole name or address, or the beginning of a name or reading.

    Each way is a select of its own, so that each uses its own index: one OR over them would read every slip.
    """
    text = words.strip()
    return Slip.id.in_(union_all(*_ways(text)))


def _ways(text):
    """Selects of slip ids."""
    of_orders = [Order.number.bool_op("^@")(text)]
    orders = (
        (Order.phone_key, blind_phone(text)),
        (Order.mail_key, blind_mail(text)),
        (Order.name_key, blind_name(text)),
        (Order.address_key, blind_address(text)),
    )
    of_orders += [column == key for column, key in orders if key is not None]
    for clause in of_orders:
        yield select(Slip.id).join(Order, Order.id == Slip.order_id).where(clause)
    yield select(Tracking.slip_id).where(Tracking.number == text.replace("-", ""))
    for column, key in ((Slip.phone_key, blind_phone(text)), (Slip.name_key, blind_name(text))):
        if key is not None:
            yield select(Slip.id).where(column == key)
    prefix = prefix_asked(text)
    if prefix is not None:
        begins = PersonPrefix.order_id == Slip.order_id
        yield select(Slip.id).join(PersonPrefix, begins).where(PersonPrefix.key == prefix)


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
