"""A company as a registry knows it."""

import datetime as dt
from dataclasses import asdict, dataclass, fields

from app.kernel.likeness import COMPANY_FORMS
from app.kernel.text import nfkc


@dataclass(frozen=True)
class Company:
    """`number`: 13 digits. Dates as text (ISO). `closing` is a code of `catalogue.CLOSINGS`, `successor` the number of
    the company it became part of. `odd_letters`: its name or address holds letters that no character set has.
    """

    number: str
    name: str
    kana: str = ""
    name_en: str = ""
    postal_code: str = ""
    address: str = ""
    closed_on: str = ""
    closing: str = ""
    successor: str = ""
    odd_letters: bool = False
    representative: str = ""
    capital: int | None = None
    employees: int | None = None
    homepage: str = ""

    @property
    def closed_day(self):
        """The day it was closed; None while it is open, or when the registry writes no day."""
        try:
            return dt.date.fromisoformat(self.closed_on)
        except ValueError:
            return None

    def packed(self):
        """As JSON keeps it."""
        return asdict(self)


TAKEN = ("name", "kana", "name_en", "postal_code", "address", "capital", "employees", "homepage")
"""Fields that a partner has under the same name."""
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: "\u3000"}
_NAMES = frozenset(one.name for one in fields(Company))


def unpacked(said):
    """The Company that JSON keeps; what an older release kept more is left out."""
    return Company(**{name: value for name, value in said.items() if name in _NAMES})


def plain(text):
    """A text of a registry, which writes everything in full width, as one types it."""
    return " ".join(nfkc(text or "").split())


def as_registered(words):
    """Words of a name as registries write it, in full width, without the legal form, whose place nobody remembers."""
    typed = nfkc(words).strip()
    return (COMPANY_FORMS.sub("", typed).strip() or typed).translate(_WIDE)


def postal(text):
    """`1000001` as `100-0001`; anything else is nothing."""
    digits = "".join(one for one in nfkc(text or "") if one.isdigit())
    return f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 else ""


def merged(first, second):
    """One Company of two answers about the same number: the first one counts, the second fills what it does not say."""
    if first is None or second is None:
        return first or second
    said = {name: value for name, value in asdict(second).items() if not getattr(first, name)}
    return Company(**{**asdict(first), **said})
