"""When a value of a file is what the record holds already, although the two are written differently."""

import datetime as dt

from app.kernel.errors import Rejected
from app.records.kit.reading import value_of, written

_BREAKS = str.maketrans({"\r": "\n"})


def same(of, held, new):
    """Whether an export of `held` reads as `new`: what files cannot hold (seconds, outer spaces) is no change."""
    if held is None or of.link:
        return False
    if isinstance(held, dt.datetime):
        return new in (held.replace(second=0, microsecond=0), held.replace(microsecond=0))
    if not isinstance(held, str | list):
        return False
    try:
        again = value_of(of, str(written(of, held)))
    except Rejected:
        return False
    return again == new or (isinstance(new, str) and _plain(again) == _plain(new))


def _plain(text):
    return text.replace("\r\n", "\n").translate(_BREAKS)
