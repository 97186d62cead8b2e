"""Postal code and address among the lines of a card."""

import re

from app.sales.recognition.defaults import BUILDING, COMPANY, HOUSE, LABEL, PREFECTURE, STREET

POSTAL = re.compile(r"(?<![\d-])(\d{3})\s?-\s?(\d{4})(?![\d-])")
NO_PREFECTURE, CONTINUED = 0.8, 0.9


def place_in(rests, found, made):
    """Put `postal_code` and `address` into `found`; the first place on the card counts."""
    for number, rest in enumerate(rests):
        postal = POSTAL.search(rest.text)
        if postal and "postal_code" not in found:
            found["postal_code"] = made(f"{postal[1]}-{postal[2]}", rest.line.confidence)
            before = rest.text[: postal.start()] if is_address(rest.text[: postal.start()]) else ""
            rest.text = f"{before}{rest.text[postal.end() :]}".strip()
        if "address" not in found and is_address(rest.text):
            _take(rests, number, found, made)


def is_address(text):
    """Whether a line reads like the beginning of a postal address."""
    if COMPANY.search(text):
        return False
    return bool(
        PREFECTURE.match(text) or (PREFECTURE.search(text) and STREET.search(text)) or STREET.search(text)
    )


def _take(rests, number, found, made):
    first = rests[number]
    text, sure = LABEL.sub("", first.text).strip(), first.line.confidence
    prefecture = PREFECTURE.search(text)
    if prefecture is None:
        sure *= NO_PREFECTURE
    elif prefecture.start() <= 2:  # what the mark of a postal code was read as
        text = text[prefecture.start() :]
    first.text = ""
    for rest in rests[number + 1 : number + 3]:
        if not _goes_on(first.line, rest):
            break
        text, sure, rest.text = f"{text} {rest.text}", min(sure, rest.line.confidence) * CONTINUED, ""
    found["address"] = made(text, sure)


def _goes_on(first, rest):
    """Directly beneath, and a building, a floor or the rest of a street."""
    near = not first.height or rest.line.top - first.top < first.height * 4
    known = BUILDING.search(rest.text) or HOUSE.match(rest.text)
    return near and bool(known) and not COMPANY.search(rest.text)
