"""Texts with placeholders: `{お名前}`, `{お届け希望日|words for none}`, `{挿入:spot}`; checked, then filled."""

import re
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from app.commerce.mails.catalogue import EXAMPLE, PLACEHOLDERS, SPOT
from app.kernel.errors import Rejected

_PIECE = re.compile(r"\{([^{}|\n]*)(?:\|([^{}\n]*))?\}")
_URL = re.compile(r"https?://[^\s<>\"']+")
_EMPTY = "\x00"
"""Stands for a spot without sentences until its line is dropped."""


@dataclass(frozen=True)
class Value:
    """What stands in the place of a placeholder: a text, and markup where a table is better."""

    text: str
    html: str = ""


class MissingValues(Exception):
    """Placeholders for which there is nothing to say. `names` are those of the text."""

    def __init__(self, names):
        super().__init__()
        self.names = names


def names_in(*texts):
    """Names of the placeholders, in order, each once; spots with their prefix."""
    return list(dict.fromkeys(found[1].strip() for text in texts for found in _PIECE.finditer(text)))


def spots_in(*texts):
    """Names of the spots, in order."""
    return [name.removeprefix(SPOT) for name in names_in(*texts) if name.startswith(SPOT)]


def check_text(text, field):
    """Refuse placeholders that do not exist (they are named) and braces that are not closed."""
    unknown = [name for name in names_in(text) if name not in PLACEHOLDERS and not name.startswith(SPOT)]
    if unknown:
        raise Rejected(
            "There is no placeholder %(names)s. Choose one of the list.",
            field,
            names=" ".join(f"{{{name}}}" for name in unknown),
        )
    left = _PIECE.sub("", text)
    if "{" in left or "}" in left:
        raise Rejected("A brace is not closed. A placeholder looks like %(example)s.", field, example=EXAMPLE)


def fill(text, value_of, spot_of=lambda _spot: ""):
    """`(text, html)` with every placeholder filled. `value_of(code)` gives a Value, a text, or nothing.

    Raises MissingValues with all names for which there is neither a value nor words. A line that held nothing but
    empty spots or words for none disappears.
    """
    found = _Filling(value_of, spot_of)
    plain = _PIECE.sub(found.piece, text)
    if found.missing:
        raise MissingValues(list(dict.fromkeys(found.missing)))
    lines = [line for line in plain.split("\n") if line.strip(" " + _EMPTY) or _EMPTY not in line]
    plain = "\n".join(lines).replace(_EMPTY, "")
    return found.as_text(plain), Markup(found.as_html(plain))  # noqa: S704 -- every piece of it was escaped


class _Filling:
    """Values are kept aside under a mark of their own, so that the text can become markup around them."""

    def __init__(self, value_of, spot_of):
        self.value_of, self.spot_of = value_of, spot_of
        self.values, self.missing = [], []

    def piece(self, found):
        name, words = found[1].strip(), found[2]
        if name.startswith(SPOT):
            return self._keep(self.spot_of(name.removeprefix(SPOT)) or _EMPTY)
        value = self.value_of(PLACEHOLDERS[name][0])
        if value is None or value == "":
            if words is None:
                self.missing.append(name)
            return words or _EMPTY
        return self._keep(value)

    def _keep(self, value):
        if value == _EMPTY:
            return _EMPTY
        self.values.append(value if isinstance(value, Value) else Value(str(value)))
        return f"\x01{len(self.values) - 1}\x02"

    def as_text(self, plain):
        return re.sub(r"\x01(\d+)\x02", lambda found: self.values[int(found[1])].text, plain)

    def as_html(self, plain):
        return "\n".join(self._paragraph(one) for one in re.split(r"\n{2,}", plain.strip("\n")))

    def _paragraph(self, text):
        """A paragraph; values that are tables stand between paragraphs."""
        parts = re.split(r"\x01(\d+)\x02", text)
        made, line = [], ""
        for place, part in enumerate(parts):
            value = self.values[int(part)] if place % 2 else None
            if value is not None and value.html:
                made += [line, value.html]
                line = ""
            else:
                line += marked_up(value.text if value is not None else part)
        made.append(line)
        return "".join(
            one if place % 2 else f"<p>{_trimmed(one)}</p>" for place, one in enumerate(made) if _trimmed(one)
        )


def _trimmed(line):
    return re.sub(r"^(?:<br>)+|(?:<br>)+$", "", line.strip("\n"))


def marked_up(text):
    """A text as markup: letters escaped, addresses as links, lines kept."""
    parts, at = [], 0
    for found in _URL.finditer(text):
        url = escape(found[0])
        parts += [escape(text[at : found.start()]), f'<a href="{url}">{url}</a>']
        at = found.end()
    parts.append(escape(text[at:]))
    return "".join(parts).replace("\n", "<br>")
