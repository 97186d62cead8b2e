"""Finding customers by what stands on them, though persons are sealed (see `persons.keys` for what can be found)."""

from sqlalchemy import false, or_

from app.commerce.customers.beginnings import beginning_with
from app.commerce.customers.model import Customer
from app.commerce.persons.keys import blind_address, blind_mail, blind_name, blind_phone


def found_by(words):
    """Customers that one line of words finds: code, telephone, mail, whole name or address, beginning of a name."""
    text = words.strip()
    exact = [
        column == key
        for column, key in (
            (Customer.phone_key, blind_phone(text)),
            (Customer.mail_key, blind_mail(text)),
            (Customer.name_key, blind_name(text)),
            (Customer.address_key, blind_address(text)),
        )
        if key is not None
    ]
    return or_(Customer.code.bool_op("^@")(text.upper()), beginning_with(text), *exact)


def named(_model, text):
    """Customers of that name, written in any way."""
    return _same(Customer.name_key, blind_name(text))


def starting(_model, text):
    """Customers whose name or reading begins so."""
    return beginning_with(text)


def called(_model, text):
    """Customers with that telephone number."""
    return _same(Customer.phone_key, blind_phone(text))


def mailed(_model, text):
    """Customers with that mail address."""
    return _same(Customer.mail_key, blind_mail(text))


def living_at(_model, text):
    """Customers with that address, written in any way."""
    return _same(Customer.address_key, blind_address(text))


def _same(column, key):
    return false() if key is None else column == key
