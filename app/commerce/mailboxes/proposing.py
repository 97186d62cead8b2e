"""A first MailPattern out of a sample: labels that are known, headings that are usual, the item lines that fit best."""

from app.commerce.intake.columns import key_of
from app.commerce.intake.readers.synonyms import KNOWN
from app.commerce.mailboxes.catalogue import CLOSINGS, DECORATIONS, HEADINGS, ITEMS, POLITE, SKIP
from app.commerce.mailboxes.items import found_in, narrow
from app.commerce.mailboxes.texts import LABELLED, SECTIONS, MailPattern

_LONGEST_LABEL = 20


def proposed(text):
    """The MailPattern that a sample suggests; a person corrects it."""
    headings, labels, section = dict.fromkeys(SECTIONS, ""), {}, ""
    lines = text.splitlines()
    for line in lines:
        heading = _heading(line)
        if heading and not headings[heading[0]]:
            section, headings[heading[0]] = heading
        label = _label(line)
        name = _field(label, section) if label else None
        if name in LABELLED and name not in labels:
            labels[name] = (label,)
    return MailPattern("", labels=labels, headings=headings, item=_item(headings, lines))


def _heading(line):
    plain = narrow(line).strip(DECORATIONS + CLOSINGS)
    for section, words in HEADINGS.items():
        behind = section == "rest" and any(plain.startswith((f"{word}:", f"{word} ")) for word in words)
        if plain in words or behind:
            return section, next(
                word for word in sorted(words, key=len, reverse=True) if plain.startswith(word)
            )
    return None


def _label(line):
    plain = narrow(line).strip()
    for apart in (":", "]", "】"):
        at = plain.find(apart)
        if 0 < at <= _LONGEST_LABEL:
            return line.strip()[:at].strip(DECORATIONS + CLOSINGS)
    words = plain.split()
    return (
        words[0].strip(DECORATIONS + CLOSINGS) if len(words) == 2 and len(words[0]) <= _LONGEST_LABEL else ""
    )


def _field(label, section):
    key = key_of(label)
    name = KNOWN.get(key) or KNOWN.get(key.lstrip(POLITE))
    if name and section == "to":
        if name == "mail":
            return None
        return name.replace("buyer_", "to_", 1) if name.startswith("buyer_") else name
    return name


def _item(headings, lines):
    numbered, best, most = list(enumerate(lines, 1)), "", None
    if headings["lines"]:
        starts = [at for at, line in enumerate(lines) if _heading(line) == ("lines", headings["lines"])]
        ends = [at for at, line in enumerate(lines) if at > starts[0] and _heading(line)]
        numbered = numbered[starts[0] + 1 : ends[0] if ends else None]
    for pattern in (*ITEMS, *(f"{one}{{{SKIP}}}" for one in ITEMS if "\n" not in one)):
        found = found_in(pattern, numbered)
        score = len(found.items) - len(found.unread)
        if found.items and (most is None or score > most):
            best, most = pattern, score
    return best
