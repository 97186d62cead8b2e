"""A comment as a page shows it: plain text, with its addresses as links and its mentions marked."""

import re

from markupsafe import Markup, escape

_URL = r"https?://[!#-&(-;=?-Z\[\]^-~]+"
_ENDING = ".,;:!?]}"
_LINK = Markup('<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>')
_MENTION = Markup('<b class="mention">{}</b>')


def worded(body, mentions=()):
    """Markup of a comment. `mentions` as the comment keeps them. Line breaks stay letters; the stylesheet shows them.

    Only http and https become links, up to the first letter that is not ASCII: Japanese goes on without a space.
    """
    names = sorted({text for _who, text in mentions}, key=len, reverse=True)
    pattern = re.compile("|".join([_URL, *map(re.escape, names)]))
    parts, done = [], 0
    for found in pattern.finditer(body):
        text = found[0]
        if text not in names:
            text = _trimmed(text)
        parts += [escape(body[done : found.start()]), _marked(text, names)]
        done = found.start() + len(text)
    return Markup("").join([*parts, escape(body[done:])])


def _trimmed(address):
    """Without the sentence's own signs behind it; a bracket belongs to the address when it was opened there."""
    while address[-1] in _ENDING or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address


def _marked(text, names):
    return _MENTION.format(text) if text in names else _LINK.format(text, text)


def excerpt(body, length=120):
    """The beginning of a comment in one line, for quotes and notices."""
    line = " ".join(body.split())
    return line if len(line) <= length else line[: length - 1] + "…"
