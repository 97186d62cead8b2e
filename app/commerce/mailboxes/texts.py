"""A mail's text as the row or rows its file would have, so that the readers of files read it: labels become columns."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from app.commerce.intake.formats import Options
from app.commerce.intake.gathering import Read, read
from app.commerce.intake.profiling import TITLES
from app.commerce.intake.readers.fields import LINE_FIELDS
from app.commerce.intake.readers.profiled import MAPPABLE, Mapping, format_of
from app.commerce.mailboxes import values
from app.commerce.mailboxes.catalogue import CLOSINGS, DECORATIONS
from app.commerce.mailboxes.items import found_in, narrow
from app.kernel.errors import Rejected
from app.kernel.i18n import _l, translate

LABELLED = tuple(name for name in MAPPABLE if name not in LINE_FIELDS)
"""Fields that stand behind a label; those of lines are in the item lines."""
SECTIONS = ("buyer", "to", "lines", "rest")
MOST_LINES = 2_000
_APART = re.compile(r"\s*(?:[:=]|\.{2,}|…+|\t|\s{1,}|$)\s*")
_OPEN, _SHUT = f"[{re.escape(DECORATIONS)}]*", f"[{re.escape(CLOSINGS)}]*"
REASONS = {
    "no_number": _l("No order number was found."),
    "several": _l("Several order numbers are in one mail."),
    "no_items": _l("No item line was found."),
    "unread_items": _l("These lines look like items and fit no pattern: %(lines)s"),
}


@dataclass(frozen=True)
class MailPattern:
    """`labels`: `{our field: (label, …)}`; `headings`: `{section: heading}` (SECTIONS), '' for none; `item`: the item
    lines (see items); `words`: `{our field: {their word: ours}}`. `sections` keep the same label of two people apart.
    """

    name: str
    kind: str = ""
    labels: dict = field(default_factory=dict)
    headings: dict = field(default_factory=dict)
    item: str = ""
    words: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """The IncomingOrder of a text, or None and the sentence that says why. `near`: its order number was found."""

    order: object = None
    reason: str = ""
    near: bool = False


def understood(pattern, text, sent_at, options=None):
    """The Outcome of a mail's text under a MailPattern. `sent_at`: when it was ordered if the text does not say."""
    lines = list(enumerate(text.splitlines()[:MOST_LINES], 1))
    parts = _parts(pattern, lines)
    numbers = {value for _at, value in _values(pattern.labels.get("number", ()), parts["all"]) if value}
    if len(numbers) != 1:
        return Outcome(None, translate(REASONS["several" if numbers else "no_number"]), bool(numbers))
    found = found_in(pattern.item, parts["lines"])
    if found.unread:
        said = ", ".join(map(str, found.unread[:10]))
        return Outcome(None, translate(REASONS["unread_items"], lines=said), True)
    if not found.items:
        return Outcome(None, translate(REASONS["no_items"]), True)
    return _read(pattern, _common(pattern, parts, sent_at), found.items, options)


def _read(pattern, common, items, options):
    names = (
        *dict.fromkeys(
            (*common, "ordered_at", "name", "quantity", *(n for one in items for n in one.values))
        ),
    )
    header = [TITLES[name] for name in names]
    columns = {name: (TITLES[name], at) for at, name in enumerate(names)}
    mapping = Mapping(pattern.name, kind=pattern.kind, columns=columns, words=pattern.words, width=len(names))
    rows = (
        (one.line, [values.cleaned(name, (common | one.values).get(name, "")) for name in names])
        for one in items
    )
    try:
        whole = list(read(format_of(mapping, header), header, rows, options or Options()))
    except Rejected as refusal:
        return Outcome(None, str(refusal), True)
    order = next((one.order for one in whole if isinstance(one, Read)), None)
    refused = next((one for one in whole if not isinstance(one, Read) and one.column), None)
    refused = refused or next((one for one in whole if not isinstance(one, Read)), None)
    return Outcome(None, refused.sentence, True) if refused else Outcome(order, "", True)


def _common(pattern, parts, sent_at):
    """`{our field: text}` of what stands once in the mail."""
    found = {}
    for name, labels in pattern.labels.items():
        if name in LABELLED and labels:
            found[name] = next((value for _at, value in _values(labels, _where(name, parts)) if value), "")
    if not found.get("ordered_at") and sent_at is not None:
        found["ordered_at"] = sent_at.isoformat()
        found.pop("ordered_time", None)
    return values.completed(found)


def _where(name, parts):
    """The lines in which a field stands: those of its person; for the rest, first what is outside of the items."""
    if name.startswith("buyer_") or name == "mail":
        return parts["buyer"]
    if name.startswith("to_"):
        return parts["to"]
    return [*parts["outside"], *parts["lines"]]


def _parts(pattern, lines):
    """`{section: [(number, text)]}`. A section without a heading is everywhere, but for what another person's has."""
    cut, now = {name: [] for name in ("none", *SECTIONS)}, "none"
    for number, text in lines:
        now = _section(pattern, text) or now
        cut[now].append((number, text))
    everything = list(lines)
    headed = {name for name in SECTIONS if cut[name]}
    others = {"buyer": "to", "to": "buyer"}
    return {
        "all": everything,
        "lines": cut["lines"] if "lines" in headed else everything,
        "outside": [one for name in ("none", "buyer", "to", "rest") for one in cut[name]],
        **{
            name: cut[name] if name in headed else [one for one in everything if one not in cut[other]]
            for name, other in others.items()
        },
    }


def _section(pattern, text):
    plain = narrow(text)
    return next(
        (one for one in SECTIONS if pattern.headings.get(one) and _heads(pattern.headings[one], one, plain)),
        None,
    )


def _heads(heading, section, plain):
    expression = _heading(heading)
    return expression.match(plain) if section == "rest" else expression.fullmatch(plain)


@lru_cache(maxsize=256)
def _heading(heading):
    return re.compile(rf"\s*{_OPEN}{re.escape(narrow(heading.strip()))}{_SHUT}[:]?{_SHUT}")


def _values(labels, lines):
    """Yield `(line number, text)` behind any of the labels; of a line with the label alone, what the next one says."""
    for at, (number, text) in enumerate(lines):
        value = next((one for one in (labelled(label, text) for label in labels) if one is not None), None)
        if value == "":
            value = next((follows.strip() for _n, follows in lines[at + 1 : at + 3] if follows.strip()), "")
            value = "" if _APART.search(narrow(value)) and ":" in narrow(value) else value
        if value is not None:
            yield number, value


def labelled(label, text):
    """What stands behind a label in a line: '' when the label is alone, None when the line has another."""
    found = _label(label).match(narrow(text))
    return None if found is None else text[found.end() :].strip()


@lru_cache(maxsize=1024)
def _label(label):
    words = r"\s*".join(re.escape(word) for word in narrow(label).split())
    # A bracket that closes parts the label from its value; else a colon, dots or a space has to.
    return re.compile(rf"\s*{_OPEN}{words}\s*(?:[】\])>〉》」』]\s*[:=]?\s*|{_APART.pattern})")
