"""Text → parts."""

import re
from decimal import Decimal

from app.kernel.text import nfkc
from app.records.formulas.errors import BadFormula
from app.records.formulas.parts import Call, Literal, Pair, Reference, Sign, height

LONGEST, DEEPEST, TALLEST = 1_000, 30, 100
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>\d+(?:[.\uff0e]\d+)?)
    |(?P<text>["\u201c\u201d\uff02](?:[^"\u201c\u201d\uff02]|"")*["\u201c\u201d\uff02])
    |(?P<label>[\[\uff3b][^\[\]\uff3b\uff3d]+[\]\uff3d])
    |(?P<name>[^\W\d]\w*)
    |(?P<sign><=|>=|<>|!=|==|[-+*/%=<>(),\u00d7\u00f7\u2260\u2264\u2265\u2212\u3001\uff01-\uff5e])""",
    re.VERBOSE,
)
_SAME = {
    "==": "=", "!=": "<>", "\u00d7": "*", "\u00f7": "/", "\u2260": "<>", "\u2264": "<=", "\u2265": ">=",
    "\u2212": "-", "\u3001": ",",
}  # fmt: skip
_LEVELS = (("or",), ("and",), ("=", "<>", "<", "<=", ">", ">="), ("+", "-"), ("*", "/", "%"))
_WORDS = {"and", "or", "not", "true", "false"}
_COMPARING = 2


def tokens(text):
    """`[(kind, text, start, end)]` of a formula. Raises BadFormula."""
    if len(text) > LONGEST:
        raise BadFormula("A formula has at most %(most)s letters.", most=LONGEST)
    found, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise BadFormula("“%(sign)s” cannot be read here.", sign=text[place : place + 10])
        if match.lastgroup != "space":
            found.append((match.lastgroup, _plain(match), place, match.end()))
        place = match.end()
    return found


def _plain(match):
    text, kind = match.group(), match.lastgroup
    if kind == "text":
        return text[1:-1].replace('""', '"')
    if kind == "label":
        return text[1:-1].strip()
    return _SAME.get(text) or nfkc(text) if kind == "sign" else nfkc(text) if kind == "number" else text


def parse(text, resolve=None):
    """The parts of a formula. `resolve(name or label)` → code of a field (default: as it stands). Raises BadFormula."""
    reader = _Reader(tokens(text), resolve or (lambda name: name))
    if reader.kind is None:
        raise BadFormula("Write a formula.")
    whole = reader.level(0)
    if reader.kind is not None:
        raise BadFormula("“%(sign)s” cannot be read here.", sign=reader.text)
    if height(whole) > TALLEST:
        raise BadFormula("This formula is nested too deeply.")
    return whole


def rewritten(text, say):
    """`text` with every field it names replaced by `say(name or label)`; the rest stays as it was typed."""
    made, place, found = [], 0, tokens(text)
    for number, (kind, plain, start, end) in enumerate(found):
        called = number + 1 < len(found) and found[number + 1][1] == "(" and found[number + 1][0] == "sign"
        if kind == "label" or kind == "name" and plain.lower() not in _WORDS and not called:
            made += [text[place:start], say(plain)]
            place = end
    return "".join(made) + text[place:]


class _Reader:
    """One walk over the tokens; each level binds more tightly than the one before."""

    def __init__(self, found, resolve):
        self.found, self.resolve, self.place, self.depth = found, resolve, 0, 0

    @property
    def kind(self):
        return self.found[self.place][0] if self.place < len(self.found) else None

    @property
    def text(self):
        return self.found[self.place][1] if self.place < len(self.found) else ""

    def sign(self):
        """The sign or word here, lower case; "" for anything else."""
        return self.text.lower() if self.kind in ("sign", "name") else ""

    def level(self, number):
        if number == len(_LEVELS):
            return self.single()
        left = self.negated() if number == _COMPARING and self.sign() == "not" else self.level(number + 1)
        while self.sign() in _LEVELS[number]:
            sign, self.place = self.sign(), self.place + 1
            left = Pair(sign, left, self.level(number + 1))
            if number == _COMPARING:
                break
        return left

    def negated(self):
        self.place += 1
        with_it = self.within(lambda: self.level(_COMPARING))
        return Sign("not", with_it)

    def single(self):
        if self.sign() == "-":
            self.place += 1
            return Sign("-", self.within(self.single))
        kind, text = self.kind, self.text
        self.place += 1
        if kind == "number":
            return Literal(Decimal(text))
        if kind == "text":
            return Literal(text)
        if kind == "label":
            return Reference(self.resolve(text))
        if kind == "name":
            return self.named(text)
        if text == "(" and kind == "sign":
            inner = self.within(lambda: self.level(0))
            self.expect(")")
            return inner
        if kind is None:
            raise BadFormula("The formula ends too early.")
        raise BadFormula("“%(sign)s” cannot be read here.", sign=text)

    def named(self, text):
        if text.lower() in ("true", "false"):
            return Literal(text.lower() == "true")
        if text.lower() in _WORDS:
            raise BadFormula("“%(sign)s” cannot be read here.", sign=text)
        if self.kind != "sign" or self.text != "(":
            return Reference(self.resolve(text))
        self.place += 1
        given = []
        while self.kind is not None and self.text != ")":
            given.append(self.within(lambda: self.level(0)))
            if self.kind == "sign" and self.text == ",":
                self.place += 1
            else:
                break
        self.expect(")")
        return Call(text.lower(), tuple(given))

    def expect(self, sign):
        if self.kind != "sign" or self.text != sign:
            raise BadFormula("A “%(sign)s” is missing.", sign=sign)
        self.place += 1

    def within(self, read):
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadFormula("This formula is nested too deeply.")
        inner = read()
        self.depth -= 1
        return inner
