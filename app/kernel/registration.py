"""Corporate numbers (法人番号) and registration numbers of invoice issuers (T番号)."""

import re

from app.kernel.errors import Unreadable
from app.kernel.i18n import _l
from app.kernel.text import nfkc

_STROKES = re.compile(r"[\s\-\u2010-\u2015\u2212\u30fc\uff0d]+")
_UNCHECKED = _l(
    "The check digit of this number is not that of a corporate number. For a sole proprietor that can be "
    "right: look it up on the public site of registered issuers."
)


def check_corporate_number(text: str) -> str:
    """Return the 13 digits of a corporate number as typed in any width, with or without hyphens.

    Raises Unreadable when there are not 13 digits or the check digit is wrong (procurement.md section
    6.2). The check digit cannot tell 0 from 9.
    """
    digits = _STROKES.sub("", nfkc(text))
    if not re.fullmatch(r"[0-9]{13}", digits):
        raise Unreadable("A corporate number has 13 digits.")
    if not has_corporate_check_digit(digits):
        raise Unreadable("The check digit of this corporate number is wrong. Compare it with the original.")
    return digits


def check_registration_number(text: str, *, corporation: bool = False) -> tuple[str, str | None]:
    """Return ``T`` and 13 digits, and a warning (lazily translated) or None.

    The numbers of sole proprietors follow no published check digit, so a wrong one only warns unless
    the partner is known to be a ``corporation``. Raises Unreadable when the shape is wrong.
    """
    number = _STROKES.sub("", nfkc(text)).upper()
    if not re.fullmatch(r"T[0-9]{13}", number):
        raise Unreadable("A registration number is T and 13 digits, such as T1234567890123.")
    if has_corporate_check_digit(number[1:]):
        return number, None
    if corporation:
        raise Unreadable(
            "The check digit of this registration number is wrong. Compare it with the original."
        )
    return number, _UNCHECKED


def has_corporate_check_digit(digits: str) -> bool:
    """Tell whether the first of 13 digits is the check digit of the other twelve."""
    weighted = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits[1:])))
    return int(digits[0]) == 9 - weighted % 9
