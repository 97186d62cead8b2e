"""How wide Japanese text is, and where its lines break. Faster than asking reportlab word by word."""

from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

from app.commerce.papers.catalogue import NO_START
from app.kernel.tabular import cp932
from app.platform.documents.typeface import FONT, ready

GETA = "〓"


@lru_cache(maxsize=1)
def widths():
    """`{sign: width at size 1}` of the typeface."""
    ready()
    return {chr(code): wide / 1000 for code, wide in pdfmetrics.getFont(FONT).face.charWidths.items()}


def width(text, size):
    """Width of one line in points."""
    return _wide(text) * size


@lru_cache(maxsize=20_000)
def _wide(text):
    known = widths()
    return sum([known[sign] for sign in text])


@lru_cache(maxsize=20_000)
def printable(text):
    """The text with signs the typeface lacks written another way (𠮷 as 吉), or as 〓; control signs dropped."""
    known = widths()
    if all(map(known.__contains__, text)):
        return text
    return "".join(
        sign if sign in known or sign == "\n" else _instead(sign)
        for sign in text
        if sign == "\n" or sign.isprintable()
    )


def _instead(sign):
    """Emoji and selectors vanish, what cannot be written otherwise is marked."""
    offered = cp932.offered(sign)
    return offered if all(one in widths() for one in offered) else GETA


@lru_cache(maxsize=20_000)
def lines_of(text, size, room):
    """The lines of a text in a column of `room` points; breaks anywhere but before a closing sign."""
    found = []
    for part in printable(text).split("\n"):
        found += _broken(part, size, room)
    return tuple(found)


def _broken(part, size, room):
    if len(part) * size <= room or width(part, size) <= room:
        return [part]
    known, found, line, wide = widths(), [], "", 0.0
    for sign in part:
        step = known[sign] * size
        if line and wide + step > room and sign not in NO_START:
            found.append(line)
            line, wide = "", 0.0
        line += sign
        wide += step
    return [*found, line]
