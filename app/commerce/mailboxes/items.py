"""Item lines of a mail's text, by a pattern such as `{商品名} {単価}円 × {数量}` over one or several lines."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.commerce.intake.readers.fields import FIELDS
from app.commerce.mailboxes.catalogue import COUNTERS, MULTIPLY, SKIP, YEN
from app.kernel.errors import Rejected

FILLABLE = (
    "name", "options", "own_code", "mall_code", "mall_sku", "jan", "price", "quantity", "subtotal", "line_discount",
    "rate",
)  # fmt: skip
NAMES = {FIELDS[name]: name for name in FILLABLE}
"""`{what stands between the braces: our field}`."""
NUMBERS = frozenset(("price", "quantity", "subtotal", "line_discount", "rate"))
_CODES = frozenset(("own_code", "mall_code", "mall_sku", "jan"))
MOST_LINES, MOST_WIDE, LONGEST_LINE = 8, 3, 300
"""Limits that keep the search short whatever a mail says: three texts of any length in a line."""
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(a): b for a, b in MULTIPLY.items()}
_PLACE = re.compile(r"\{([^{}]*)\}")
_NUMBER = r"[-▲△]?\s*[¥\\]?\s*\d[\d,]*"
_LIKE_ITEM = re.compile(rf"(?:x\s*\d|\d\s*(?:[{COUNTERS}]|{YEN}\s*x))", re.IGNORECASE)
_LABEL = re.compile(r"^\D{1,20}:")


def narrow(text):
    """The text with full-width ASCII made half-width, letter for letter, so that places stay the same."""
    return text.translate(_WIDTH)


@dataclass(frozen=True)
class Item:
    """One item: its line in the text (from 1), and what it says by our fields."""

    line: int
    values: dict


@dataclass(frozen=True)
class Found:
    """The items of a text, and lines (numbers from 1) that look like items and fit no pattern."""

    items: list
    unread: list


@lru_cache(maxsize=64)
def compiled(pattern):
    """Regular expressions of a pattern's lines, `(expression, whether it may be absent)`. Raises Rejected."""
    lines = [line.strip() for line in pattern.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_LINES:
        raise Rejected("Write the item lines as 1 to %(n)s lines.", "item", n=MOST_LINES)
    made = [(_expression(line.removeprefix("?").strip()), line.startswith("?")) for line in lines]
    named = [name for expression, _absent in made for name in expression.groupindex]
    if len(named) != len(set(named)):
        raise Rejected("Each field may stand only once in the item lines.", "item")
    if not {"name", "quantity"} <= set(named):
        raise Rejected(
            "The item lines need {%(name)s} and {%(quantity)s}.",
            "item", name=FIELDS["name"], quantity=FIELDS["quantity"],
        )  # fmt: skip
    return tuple(made)


def _expression(line):
    parts, wide, at, name = [], 0, 0, None
    for place in _PLACE.finditer(line):
        parts.append(_literal(line[at : place.start()], name in NUMBERS))
        said = place[1].strip()
        name = NAMES.get(said)
        if name is None and said != SKIP:
            raise Rejected("{%(name)s} is none of the fields of an item.", "item", name=said)
        wide += name not in NUMBERS
        if wide > MOST_WIDE:
            raise Rejected("At most %(n)s texts of any length may stand in one line.", "item", n=MOST_WIDE)
        parts.append(rf"(?P<{name}>{_shape(name)})" if name else ".*?")
        at = place.end()
    parts.append(_literal(line[at:], name in NUMBERS))
    return re.compile(r"\s*".join(part for part in parts if part), re.IGNORECASE)


def _shape(name):
    if name in NUMBERS:
        return _NUMBER
    return r"[^\s()\[\]<>]+?" if name in _CODES else ".+?"


def _literal(text, counted):
    """Literal text, its width and its spaces left open; 円, ¥ and (behind a number: `counted`) 個 may be absent."""
    words = narrow(text).split()
    if counted and words and words[0][0] in COUNTERS:
        return r"\s*".join((f"[{COUNTERS}]?", *map(_word, (words[0][1:], *words[1:]))))
    return r"\s*".join(map(_word, words))


def _word(word):
    return "".join(f"{one}?" if one in f"{YEN}¥" else re.escape(one) for one in word)


def found_in(pattern, lines):
    """Found of `[(number, text)]`, the lines of a mail in which items may stand."""
    made, items, used = compiled(pattern), [], set()
    rows = [(number, text.strip(), narrow(text.strip())) for number, text in lines if text.strip()]
    at = 0
    while at < len(rows):
        item, behind = _item_at(made, rows, at)
        if item is None:
            at += 1
            continue
        items.append(item)
        used.update(range(at, behind))
        at = behind
    return Found(
        items, [rows[at][0] for at in range(len(rows)) if at not in used and _looks(made, rows[at][2])]
    )


def _item_at(made, rows, start):
    values, at = {}, start
    for expression, absent in made:
        fits = _fits(expression, rows[at][2]) if at < len(rows) else None
        if fits is None:
            if absent and at > start:
                continue
            return None, start
        original = rows[at][1]
        values |= {
            name: original[fits.start(name) : fits.end(name)].strip()
            for name in fits.groupdict()
            if fits[name]
        }
        at += 1
    return Item(rows[start][0], values), at


def _fits(expression, text):
    return expression.fullmatch(text) if len(text) <= LONGEST_LINE else None


def _looks(made, text):
    """Whether a line that is in no item seems to be one: better nothing comes in than an order without a thing."""
    if len(made) > 1:
        return any(_fits(expression, text) for expression, absent in made if not absent and expression.groups)
    return bool(_LIKE_ITEM.search(text[:LONGEST_LINE])) and not _LABEL.match(text)
