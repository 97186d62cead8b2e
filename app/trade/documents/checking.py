"""Whether a value is what its field asks for; what is stored of it (`describing.Field`). Pure."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from app.kernel.errors import Rejected, Unreadable
from app.kernel.i18n import _l
from app.kernel.text import nfkc
from app.trade.documents.amounts import MOST, currencies

LETTERS = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [*range(10), *(value for value in range(10, 39) if value % 11)],
        strict=True,
    )
)
"""ISO 6346: A is 10, multiples of 11 are left out."""
LARGEST, PLACES = Decimal(10) ** 14, 4
_BETWEEN = re.compile(r"[\s\-/]+")
AFTER = (
    ("etd", "eta", _l("The arrival cannot be before the departure.")),
    ("cy_cut", "etd", _l("The cut-off cannot be after the departure.")),
    ("declared_on", "permitted_on", _l("The permit cannot be older than the declaration.")),
    ("document_date", "due_on", _l("The day of payment cannot be before the day of the document.")),
    ("start_on", "end_on", _l("The arrival cannot be before the departure.")),
    ("free_from", "free_until", _l("The free time cannot end before it begins.")),
    ("pick_up_on", "carry_to_on", _l("The arrival cannot be before the departure.")),
)
"""What may not come before what: `(earlier, later, what to say)`."""


def container(text):
    """An ISO 6346 container number with the right check digit: CSQU3054383."""
    code = _BETWEEN.sub("", nfkc(text)).upper()
    if not re.fullmatch(r"[A-Z]{3}[UJZ][0-9]{7}", code):
        raise Unreadable("A container number has 4 letters (the last is U, J or Z) and 7 digits.")
    if check_digit(code[:10]) != int(code[10]):
        raise Unreadable("The check digit of this container number is wrong. Compare it with the container.")
    return code


def check_digit(ten):
    """The check digit of the first ten signs of a container number."""
    return sum(LETTERS[sign] << place for place, sign in enumerate(ten)) % 11 % 10


def imo(text):
    """An IMO number of a ship: 9074729."""
    code = re.sub(r"^IMO", "", _BETWEEN.sub("", nfkc(text)).upper())
    if not re.fullmatch(r"[0-9]{7}", code):
        raise Unreadable("An IMO number has 7 digits.")
    if sum(int(digit) * weight for digit, weight in zip(code, range(7, 1, -1), strict=False)) % 10 != int(
        code[6]
    ):
        raise Unreadable("The check digit of this IMO number is wrong. Compare it with the schedule.")
    return code


def _shaped(pattern, sentence):
    shape = re.compile(pattern)

    def check(text):
        code = _BETWEEN.sub("", nfkc(text)).upper()
        if not shape.fullmatch(code):
            raise Unreadable(sentence)
        return code

    return check


def currency(text):
    """An ISO 4217 code of today."""
    code = nfkc(text).strip().upper()
    if code not in currencies():
        raise Unreadable("Enter the code of a currency in use, such as JPY or USD.")
    return code


CODES = {
    "container": container,
    "imo": imo,
    "currency": currency,
    "scac": _shaped(r"[A-Z]{2,4}", _l("A carrier code (SCAC) has 2 to 4 letters.")),
    "locode": _shaped(
        r"[A-Z]{2}[A-Z2-9]{3}", _l("A port code has 5 signs: country and place, such as JPYOK.")
    ),
    "country": _shaped(r"[A-Z]{2}", _l("A country code has 2 letters, such as JP.")),
    "hs": _shaped(r"[0-9]{4}([0-9.]{2,6})?", _l("An HS code has 4 to 10 digits.")),
    "un": _shaped(r"[0-9]{4}", _l("A UN number has 4 digits.")),
    "size_type": _shaped(r"[A-Z0-9]{4}", _l("Size and type have 4 signs, such as 22G1.")),
}
"""Checks of codes: text as typed → the code. Raise Unreadable."""


def stored(field, value):
    """What is stored of a value given for a Field, None for nothing. Raises Unreadable.

    Takes text, and what programs and forms have of their own: dates, Decimals, whole minor units for amounts.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if field.kind in CODES:
        return CODES[field.kind](str(value))
    if field.kind in ("money", "yen"):
        return _units(value)
    if field.kind == "number":
        return _number(value)
    if field.kind == "date":
        return _day(value)
    text = nfkc(str(value)).strip() if field.kind == "choice" else str(value).strip().replace("\r\n", "\n")
    if field.kind == "choice" and text not in dict(field.choices):
        raise Unreadable("Choose one of the list.")
    if len(text) > field.longest:
        raise Unreadable("This text is too long: %(most)s letters at most.", most=field.longest)
    return text


def _units(value):
    try:
        units = int(str(value))
    except ValueError as error:
        raise Unreadable("Enter an amount in the smallest unit of the currency.") from error
    if abs(units) > MOST:
        raise Unreadable("The amount is too large.")
    return units


def _number(value):
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise Unreadable("Enter a number such as 1,234 or -1,234.") from error
    if not number.is_finite() or abs(number) >= LARGEST:
        raise Unreadable("The number is too large.")
    if number != round(number, PLACES):
        raise Unreadable("Use at most four decimal places.")
    text = format(number, "f") if number else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(value):
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()
    except ValueError as error:
        raise Unreadable("Enter a date such as 2026-11-27.") from error


def cleaned(kind, values):
    """What is stored of `values` of a Kind, without empty ones and unknown names. Raises Rejected naming the field."""
    clean = {}
    for name, part in kind.parts.items():
        given = values.get(name)
        value = _rows(part, given) if hasattr(part, "columns") else _named(part, given, name)
        if value not in (None, []):
            clean[name] = value
    in_order(clean)
    return clean


def _rows(table, rows):
    found = []
    for number, row in enumerate(rows or ()):
        line = {
            one.name: _named(one, row.get(one.name), f"{table.name}-{number}-{one.name}")
            for one in table.columns
        }
        line = {name: value for name, value in line.items() if value is not None}
        if line:
            found.append(line)
    return found


def _named(field, value, path):
    try:
        return stored(field, value)
    except Unreadable as refusal:
        raise Rejected(refusal.message, path, **refusal.values) from refusal


def in_order(values):
    """Refuse days that cannot follow one another."""
    for earlier, later, sentence in AFTER:
        if values.get(earlier) and values.get(later) and values[earlier] > values[later]:
            raise Rejected(sentence, later)


def missing(kind, values):
    """Fields of a Kind that have to be filled before it is sent, and are not."""
    return [one for one in kind.fields.values() if one.required and one.name not in values]
