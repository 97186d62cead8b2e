"""From the lines of a business card to its fields, by rules alone: patterns, labels, words, size of letters.

Pure. A field's `confidence` is the recogniser's, lowered where the rule is only a guess.
"""

import re
from dataclasses import dataclass

from app.kernel.text import nfkc
from app.sales.recognition.defaults import BOTH, FAX, LEFT_OVER, MOBILE, PHONE
from app.sales.recognition.people import company_in, person_in
from app.sales.recognition.places import place_in

NAMES = (
    "name", "kana", "company", "department", "title", "postal_code", "address", "phone", "mobile", "fax",
    "email", "url",
)  # fmt: skip
MAIL = re.compile(r"[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)+")
URL = re.compile(r"(?:https?\s?:?\s?/\s?/\s?|www\.)[^\s,、。()]+", re.IGNORECASE)
NUMBER = re.compile(
    r"(?:\+\s?81[-\s.]?(?:\(0\))?|\(?0)\d{0,4}\)?[-\s.()]{0,2}\d{1,4}[-\s.()]{0,2}\d{3,4}(?!\d)"
)
CELLULAR = re.compile(r"^(?:0|\+81)(?:50|[789]0)")
SURE, LIKELY, UNSURE = 1.0, 0.9, 0.7


@dataclass(frozen=True)
class Found:
    """A field as it was read, with how sure that is (0 to 1)."""

    value: str
    confidence: float


@dataclass
class Rest:
    """What of a line has not been understood yet."""

    text: str
    line: object


def fields_from(lines):
    """`{name: Found}` (of NAMES, found ones only) for lines in reading order."""
    rests = [Rest(nfkc(line.text).strip(), line) for line in lines]
    found = {}
    for rest in rests:
        _take_mail(rest, found)
        _take_url(rest, found)
        _take_numbers(rest, found)
    place_in(rests, found, Found)
    company_in(rests, found, Found)
    person_in(rests, found, Found)
    return {name: found[name] for name in NAMES if name in found}


def _take_mail(rest, found):
    match = MAIL.search(rest.text)
    if match:
        value, sure = _lower_l(re.sub(r"\s", "", match[0]))
        found.setdefault("email", Found(value, rest.line.confidence * sure))
        _cut(rest, match)


def _lower_l(address):
    """A capital I among small letters is an l that looks like it, as a rule: somebody should look."""
    small = address.replace("I", "l")
    return (small, UNSURE) if small != address and small.islower() else (address, SURE)


def _take_url(rest, found):
    match = URL.search(rest.text)
    if match:
        value = re.sub(r"\s", "", match[0])
        value = re.sub(r"^(https?):?//", r"\1://", value)
        found.setdefault("url", Found(value, rest.line.confidence * SURE))
        _cut(rest, match)


def _take_numbers(rest, found):
    """Telephone numbers; what stands directly before one says what it is for."""
    while match := next((one for one in NUMBER.finditer(rest.text) if _is_whole(one[0])), None):
        number = _tidy(match[0])
        for name, sure in _kinds_of(rest.text[: match.start()], number, found):
            found.setdefault(name, Found(number, rest.line.confidence * sure))
        _cut(rest, match)


def _is_whole(text):
    digits = re.sub(r"\D", "", text)
    return len(digits) in (10, 11) or (text.strip().startswith("+") and len(digits) in (11, 12, 13))


def _kinds_of(before, number, found):
    """`[(field, how sure)]` by the label, else by the number itself."""
    if BOTH.search(before):
        return [("phone", SURE), ("fax", SURE)]
    for name, label in (("fax", FAX), ("mobile", MOBILE), ("phone", PHONE)):
        if label.search(before):
            cellular = name == "phone" and CELLULAR.match(number)
            return [("mobile" if cellular and not number.startswith("050") else name, SURE)]
    if CELLULAR.match(re.sub(r"[-\s]", "", number)) and not number.startswith("050"):
        return [("mobile", LIKELY)]
    return [("phone", LIKELY)] if "phone" not in found else [("fax", 0.6)]


def _tidy(text):
    """One kind of hyphen between the groups, none at the ends."""
    text = text.strip()
    plus = "+" if text.startswith("+") else ""
    return plus + re.sub(r"\D+", "-", text.replace("(0)", "")).strip("-")


def _cut(rest, match):
    """Take the match out of the line, with the label before it."""
    before = LEFT_OVER.sub("", rest.text[: match.start()].rstrip())
    rest.text = f"{before.rstrip(' /:|,')} {rest.text[match.end() :].lstrip()}".strip()
