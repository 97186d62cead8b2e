"""Prefectures and postal prefixes as fields of records offer and read them."""

import re

from app.kernel.errors import Unreadable
from app.kernel.i18n import _l
from app.kernel.text import nfkc
from app.masters.addresses.catalogue import PREFECTURES

ANY_PREFECTURE = (("", _l("Any prefecture")), *PREFECTURES.items())


def read_prefix(text):
    """The beginning of a postal code: one to seven digits, with or without hyphen. Raises Unreadable."""
    digits = re.sub(r"[\s〒\-\u2010-\u2015\u2212\u30fc]", "", nfkc(text))
    if not re.fullmatch(r"[0-9]{1,7}", digits):
        raise Unreadable("Write the beginning of a postal code: one to seven digits.")
    return digits
