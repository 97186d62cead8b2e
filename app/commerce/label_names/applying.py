"""What the rules make of a product's name. Pure."""

import re
from dataclasses import dataclass

from app.commerce.label_names import defaults
from app.commerce.label_names.defaults import HANDLED, SALES, TIMES, TOLD
from app.kernel.text import display_width, narrowed

PRICE = re.compile(defaults.PRICE)
"""What would tell the recipient of a gift what it cost."""
_SALES = re.compile(SALES)
_TOLD = re.compile("|".join(TOLD))
_EMPTY = re.compile(defaults.EMPTY)
_BLANKS = re.compile(r"[\s\u3000]+")
_SEPARATORS = re.compile(defaults.SEPARATORS)


@dataclass(frozen=True)
class Rule:
    """See `model.NameRule`."""

    kind: str
    word: str
    put: str = ""


class Names:
    """Names of one contract's labels: `rules` in their order, `limit` half-width letters of a line."""

    def __init__(self, rules, limit):
        self._rules, self._limit, self._known = tuple(rules), limit, {}

    def short(self, name, own="", quantity=1, *, gift=False):
        """The name as it stands on the label. `own`: the product's own name for labels, taken as it is."""
        asked = (name, own, quantity, gift)
        if asked not in self._known:
            self._known[asked] = self._made(*asked)
        return self._known[asked]

    def _made(self, name, own, quantity, gift):
        times = TIMES.format(quantity) if quantity > 1 else ""
        text = own or self._shortened(name)
        if gift:
            text = _BLANKS.sub(" ", _EMPTY.sub("", PRICE.sub("", text))).strip()
        if not own and display_width(text + times) > self._limit:
            text = narrowed(text)
        return f"{text}{times}"

    def _shortened(self, name):
        text = _SALES.sub(" ", name)
        for rule in self._rules:
            if rule.kind == "fixed" and rule.word in name:
                return rule.put
            if rule.kind != "fixed":
                text = text.replace(rule.word, rule.put if rule.kind == "replace" else " ")
        return _BLANKS.sub(" ", text).strip() or name


def told(name, short, contents=""):
    """What the carrier must be told: the product's own contents, and words of the name that shortening took away."""
    words = [word for word in _SEPARATORS.split(contents) if word and not _handles(word)]
    return tuple(dict.fromkeys([*words, *(word for word in _TOLD.findall(name) if word not in short)]))


def flags(contents):
    """How a product wants to be handled, by the words of its contents."""
    return tuple(flag for flag, words in HANDLED.items() if any(word in contents for word in words))


def _handles(word):
    return any(part in word for parts in HANDLED.values() for part in parts)
