"""Values of a record as people and files write them."""

import re
from decimal import Decimal

from app.kernel import clock
from app.kernel.errors import Unreadable
from app.kernel.i18n import translate
from app.kernel.parsing import parse_date, parse_decimal, parse_yen
from app.kernel.text import fold, kana_reading, nfkc
from app.records.kit.aliases import NO, YES

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/+-]*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def value_of(field, text):
    """The value of `field` for a text from a file or form; empty text is the field's blank. Raises Unreadable.

    Links stay texts (a code or name): who has the rows resolves them.
    """
    plain = text.strip()
    if not plain:
        if field.required:
            raise Unreadable("This is required.", field.name)
        return field.blank
    reader = field.read or _READERS.get(field.kind)
    if field.kind == "choice" and not field.read:
        return _choice(field, plain)
    value = reader(plain) if reader else plain
    if isinstance(value, str) and len(value) > field.longest:
        raise Unreadable("Use at most %(n)s letters.", field.name, n=field.longest)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        _check_range(field, value)
    return value


def _check_range(field, value):
    if field.least is not None and value < field.least or field.most is not None and value > field.most:
        raise Unreadable(
            "Enter a number from %(least)s to %(most)s.", field.name, least=field.least, most=field.most
        )


def _code(text):
    code = nfkc(text)
    if len(code) > 32 or not _CODE.fullmatch(code):
        raise Unreadable(
            "A code has up to 32 letters, digits and . _ / + - and begins with a letter or digit."
        )
    return code


def _email(text):
    address = nfkc(text)
    if not _EMAIL.fullmatch(address):
        raise Unreadable("This is not a mail address.")
    return address


def _number(text):
    number = parse_decimal(text)
    if number != int(number):
        raise Unreadable("Enter a whole number.")
    return int(number)


def _price(text):
    price = parse_decimal(text)
    if price < 0:
        raise Unreadable("A price is not negative.")
    if abs(price) >= Decimal(10) ** 14 or price != round(price, 4):
        raise Unreadable("Use at most four decimal places.")
    return price


def _truth(text):
    word = fold(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unreadable("Write 1 or 0.")


def _choice(field, text):
    folded = fold(text)
    for value, label in field.offered():
        if folded in (fold(str(value)), fold(translate(label))):
            return value
    raise Unreadable("%(text)s is none of: %(choices)s.", field.name, text=text, choices=_listed(field))


def _listed(field):
    return ", ".join(translate(label) for _value, label in field.offered())


_READERS = {
    "code": _code,
    "kana": kana_reading,
    "email": _email,
    "number": _number,
    "percent": _price,
    "price": _price,
    "yen": parse_yen,
    "date": lambda text: parse_date(text, clock.today()),
    "bool": _truth,
}


def shown(field, value):
    """`value` of a field in the reader's words, for history and messages; yes and no, labels of choices."""
    if field.write and value is not None:
        return str(field.write(value))
    if isinstance(value, bool):
        return translate("Yes") if value else translate("No")
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return str(written(field, value))


def written(field, value):
    """`value` of a field as a file holds it: numbers and dates as they are, choices by label, 1 and 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return 1 if value else 0
    if field.kind == "choice":
        return next((translate(label) for one, label in field.offered() if one == value), str(value))
    return value
