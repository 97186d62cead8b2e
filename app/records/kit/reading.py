"""Values of a record as people and files write them."""

import re
from decimal import Decimal

from app.kernel import clock
from app.kernel.errors import Unreadable
from app.kernel.i18n import translate
from app.kernel.parsing import parse_date, parse_datetime, parse_decimal, parse_yen
from app.kernel.text import fold, kana_reading, nfkc
from app.records.kit.aliases import NO, YES
from app.records.kit.extras import held

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/+-]*")
_SEPARATORS = re.compile(r"[;\uff1b\u3001,\n]")
_URL = re.compile(r"(?:https://|http://|mailto:|tel:)[^\s<>\"]+")
_LARGEST = 10**15  # inside bigint, and exact in a spreadsheet
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
    if field.kind == "many":
        return list(dict.fromkeys(_choice(field, one) for one in _SEPARATORS.split(plain) if one.strip()))
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


def _url(text):
    if not _URL.fullmatch(text):
        raise Unreadable("An address begins with https://, http://, mailto: or tel:.")
    return text


def _number(text):
    number = parse_decimal(text)
    if abs(number) > _LARGEST:
        raise Unreadable("The amount is too large.")
    if number != int(number):
        raise Unreadable("Enter a whole number.")
    return int(number)


def _decimal(text):
    number = parse_decimal(text)
    if abs(number) >= Decimal(10) ** 14 or number != round(number, 4):
        raise Unreadable("Use at most four decimal places.")
    return number


def _price(text):
    price = _decimal(text)
    if price < 0:
        raise Unreadable("A price is not negative.")
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
    for value, label in field.labels().items():
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
    "decimal": _decimal,
    "price": _price,
    "yen": parse_yen,
    "date": lambda text: parse_date(text, clock.today()),
    "datetime": lambda text: parse_datetime(text, clock.today()),
    "bool": _truth,
    "url": _url,
}


def check_retired(kind, values, row):
    """Refuse a retired choice where the record (entity or row, or None) does not hold it already."""
    for name, value in values.items():
        of = kind.fields.get(name)
        if of is None or not of.retired:
            continue
        held_now = held(row, of) if row is not None else of.blank
        kept = held_now if isinstance(held_now, list) else [held_now]
        for one in value if isinstance(value, list) else [value]:
            if one in of.retired and one not in kept:
                raise Unreadable("%(text)s can no longer be chosen.", name, text=translate(of.labels()[one]))


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
        return translate(field.labels().get(value, value))
    if field.kind == "many":
        words = words_in_files(field)
        return ";".join(words.get(one, one) for one in value)
    if field.kind == "datetime":
        return f"{value.astimezone(clock.JST):%Y/%m/%d %H:%M}"
    return value


def words_in_files(field):
    """`{value: word}` of a choice: its label, or the value itself where the label would be read as two."""
    said = {value: translate(label) for value, label in field.labels().items()}
    return {value: word if not _SEPARATORS.search(word) else value for value, word in said.items()}
