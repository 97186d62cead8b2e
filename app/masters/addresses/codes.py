"""Postal codes as people, spreadsheets and malls write them."""

import re
from dataclasses import dataclass

from app.kernel.text import nfkc

_SILENT = re.compile(r"[\s\-'〒\u2010-\u2015\u2212\u30fc\uff0d]+")
_BEFORE = re.compile(r"^\s*〒?\s*([0-9０-９]{3}[-\u2010-\u2015\u2212ー－]?[0-9０-９]{4})(?![0-9０-９])\s*")


@dataclass(frozen=True)
class WrittenCode:
    """`code` is seven digits or "". `missing`: nothing was written; `lost_zero`: its leading zeros were put back."""

    code: str
    missing: bool = False
    lost_zero: bool = False


def read_code(text):
    """The WrittenCode of `〒105-0011`, `１０５００１１`, `'1050011`, or `600000` (0600000 out of a spreadsheet)."""
    digits = _SILENT.sub("", nfkc(str(text or "")))
    if not digits:
        return WrittenCode("", missing=True)
    if not re.fullmatch(r"[0-9]{5,7}", digits):
        return WrittenCode("")
    return WrittenCode(digits.zfill(7), lost_zero=len(digits) < 7)


def code_before(address):
    """`(code, address)` of an address that begins with its postal code; ("", address) of any other."""
    found = _BEFORE.match(address)
    return (read_code(found[1]).code, address[found.end() :]) if found else ("", address)


def hyphened(code):
    """`105-0011`; what is no postal code stays as it is."""
    return f"{code[:3]}-{code[3:]}" if len(code) == 7 else code
