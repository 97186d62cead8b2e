"""Texts in the cells of carriers: measured in cp932 bytes (half 1, full 2), kept whole or reported."""

import re
from dataclasses import replace
from functools import lru_cache

from app.commerce.labels.label import Problem
from app.kernel.tabular import cp932
from app.kernel.text import to_half_kana

GAP = "\u3000"
_KINDS = re.compile(
    r"[0-9０-９\-－‐−ー―]+|[A-Za-zＡ-Ｚａ-ｚ]+|[\u30a1-\u30f6ー]+|[\u3041-\u3096]+|[\s\u3000]+|.", re.DOTALL
)
_HALF_KANA = re.compile(r"[\x20-\x7e\uff61-\uff9f]*")


class Fitting:
    """One label on its way into cells: `found` gathers what does not fit, cannot be written, or is missing.

    A text that is short enough whatever its letters is not measured, so letters that cp932 lacks may pass. Whoever
    cannot encode the row afterwards asks once more with `strict`, which looks at every letter.
    """

    __slots__ = ("found", "strict")

    def __init__(self, strict=False):
        self.found, self.strict = [], strict

    def apart(self):
        """A Fitting for a part whose problems go under other names; see `take_over`."""
        return Fitting(self.strict)

    def take_over(self, part, prefix):
        """Note the problems of a part under `prefix` + field: those of the sender."""
        for one in part.found:
            self.found.append(replace(one, field=prefix + one.field))

    def tell(self, field, code, *, offered=None, stops=True, **values):
        """Note a problem."""
        self.found.append(Problem(field, code, values, offered, stops))

    def text(self, field, text, limit, *, needed=False):
        """`text` as the cell holds it; noted when it is too wide, cannot be encoded, or is missing though `needed`."""
        if 0 < 2 * len(text) <= limit and not self.strict:
            return text
        try:
            size = len(text.encode("cp932"))
        except UnicodeEncodeError:
            text, size = self._encodable(field, text)
        if size > limit:
            self.tell(field, "too_long", width=size, limit=limit)
        elif needed and not size:
            self.tell(field, "missing")
        return text

    def _encodable(self, field, text):
        ready, letters = cp932.prepared(text), cp932.lost(text)
        if letters:
            self.tell(field, "unwritable", letters=letters, offered=cp932.offered(text))
            ready = cp932.offered(text)
        return ready, len(ready.encode("cp932"))

    def kana(self, field, kana, limit):
        """A reading in half-width kana; left out, and said so, when it holds anything else."""
        if not kana:
            return ""
        half = to_half_kana(kana)
        if not _HALF_KANA.fullmatch(half):
            self.tell(field, "kana_only", stops=False)
            return ""
        if len(half) > limit:
            self.tell(field, "too_long", width=len(half), limit=limit)
        return half

    def postal(self, field, postal, *, hyphen=True, needed=True):
        """Seven digits, with the hyphen or without."""
        digits = postal.replace("-", "")
        if not (len(digits) == 7 and digits.isascii() and digits.isdigit()):
            if digits or needed:
                self.tell(field, "postal")
            return digits
        return f"{digits[:3]}-{digits[3:]}" if hyphen else digits

    def spread(self, parts, building, limits):
        """An address over columns of `limits` half-width letters: each part its own, then the building; '' fills up.

        What is too wide goes on in the next column at a word's end, within a word where it fits no other way. What fits
        nowhere stays in the last one and is a
        problem: nothing is ever cut.
        """
        cells = [*parts, building]
        if not all(parts):
            cells = [part for part in parts if part] or [""]
            cells += [""] * (len(limits) - 1 - len(cells)) + [building]
        elif len(cells) < len(limits):
            cells[-1:] = [""] * (len(limits) - len(cells)) + [building]
        if self.strict:
            cells = [
                *(self.text("street", one, 10_000) for one in cells[:-1]),
                self.text("building", building, 10_000),
            ]
        if cells[0] and _fit(cells, limits):
            return cells
        text = "".join(cells[:-1])
        if not text:
            self.tell("street", "missing")
        text = f"{text}{GAP}{cells[-1]}" if cells[-1] else text
        cells = flowed(text, limits, beginning)
        if width(cells[-1]) > limits[-1]:
            cells = flowed(text, limits, cut)
        if width(cells[-1]) > limits[-1]:
            self.tell("street", "address_too_long", over=width(cells[-1]) - limits[-1])
        return cells


def _fit(cells, limits):
    try:
        for cell, most in zip(cells, limits, strict=True):
            if 2 * len(cell) > most and len(cell.encode("cp932")) > most:
                return False
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=512)
def slashed(day):
    """A day as 2026/11/07, '' for none."""
    return f"{day:%Y/%m/%d}" if day else ""


@lru_cache(maxsize=512)
def packed(day):
    """A day as 20261107, '' for none."""
    return f"{day:%Y%m%d}" if day else ""


def width(text):
    """Half-width columns of a text that cp932 can write."""
    return len(text.encode("cp932", "replace"))


def full_name(person):
    """Family and given name with a full-width blank between them."""
    return (
        f"{person.family}{GAP}{person.given}"
        if person.family and person.given
        else person.family or person.given
    )


def flowed(text, limits, head_of):
    """A running text over the columns, broken as `head_of` breaks it; the last one holds whatever is left."""
    cells = []
    for most in limits[:-1]:
        head = head_of(text, most)
        cells.append(head.rstrip(f" {GAP}"))
        text = text[len(head) :].lstrip(f" {GAP}")
    return [*cells, text]


def beginning(text, most):
    """The longest beginning within `most` columns that ends with a word (digits and kana are not torn apart).

    Without any such place, the longest that tears no letter.
    """
    if width(text) <= most:
        return text
    used, end = 0, 0
    for word in _KINDS.findall(text):
        used += width(word)
        if used > most:
            break
        end += len(word)
    return text[:end] if end else cut(text, most)


def cut(text, most):
    """The longest beginning within `most` columns that tears no letter."""
    return text.encode("cp932", "replace")[:most].decode("cp932", "ignore")
