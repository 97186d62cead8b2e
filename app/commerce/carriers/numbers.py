"""Numbers of parcels: made plain, and their check digits (ec.md §2.6)."""

import re
import unicodedata

from app.commerce.carriers.catalogue import CARRIERS
from app.kernel.errors import Unreadable

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_BETWEEN = re.compile(r"[-\s‐−－ー]")
_SPREADSHEET = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_ALLOWED = re.compile(r"[0-9A-Z]+")


def plain_number(text):
    """A number as it is kept: half-width, capitals, without hyphens and blanks; '' for nothing.

    Raises Unreadable for what a spreadsheet made of it (4.05549E+11): its last digits are lost for ever.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if _SPREADSHEET.fullmatch(text):
        raise Unreadable(
            "A spreadsheet has shortened the number to %(text)s. Take the file as the carrier's program wrote it.",
            text=text,
        )
    number = _BETWEEN.sub("", text).upper()
    if number and not _ALLOWED.fullmatch(number):
        raise Unreadable("A tracking number holds letters and digits only.")
    return number


def check_digit_fits(carrier, number):
    """True or False by the check digit; None where none is known for this carrier and this length.

    12 digits of Yamato, Sagawa and Japan Post: the last is the rest of the first eleven by seven. Thirteen letters
    like `EE123456785JP` follow S10 whoever carries them. A Yamato and a Sagawa number cannot be told apart.
    """
    if re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", number):
        return _s10(number[2:11])
    known = CARRIERS.get(carrier)
    if known is None or known.check != "7DR" or not re.fullmatch(r"\d{12}", number):
        return None
    return int(number[:11]) % 7 == int(number[11])


def length_fits(carrier, number):
    """True or False by the length and letters; None where nothing is known."""
    known = CARRIERS.get(carrier)
    if known is None or known.digits is None:
        return None
    least, most = known.digits
    if re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", number):
        return carrier in ("japanpost", "ems")
    return number.isdigit() and least <= len(number) <= most


def is_sound(carrier, number):
    """False when length or check digit are wrong, True when the check digit is right, None when nobody can tell."""
    if length_fits(carrier, number) is False:
        return False
    return check_digit_fits(carrier, number)


def _s10(digits):
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    return {10: 0, 11: 5}.get(rest, rest) == int(digits[8])
