"""Values out of a mail's text: the amount without what stands around it, a name without 様, an address in its parts."""

import re

from app.commerce.intake.profiling import MONEY
from app.commerce.mailboxes.catalogue import HONORIFICS, POSTAL, READING, WEEKDAY
from app.commerce.mailboxes.items import NUMBERS, narrow

_NUMERIC = frozenset((*MONEY, *NUMBERS)) - {"basis"}
_NUMBER = re.compile(r"[-▲△]?\s*[¥\\]?\s*\d[\d,]*")
_WEEKDAY = re.compile(WEEKDAY)
_HONORIFIC = re.compile(rf"\s*(?:{'|'.join(HONORIFICS)})\s*$")
_READING = re.compile(READING)
_POSTAL = re.compile(POSTAL)
_MAIL = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")


def cleaned(name, text):
    """The text of a field as a cell of a file has it."""
    if name in _NUMERIC:
        found = _NUMBER.search(narrow(text))
        return found[0] if found else text
    if name in ("ordered_at", "paid_on", "wished_on", "planned_on"):
        return _WEEKDAY.sub(" ", text).strip()
    if name.endswith(("_family", "_given", "_family_kana", "_given_kana")):
        return _HONORIFIC.sub("", text)
    if name == "mail":
        found = _MAIL.search(narrow(text))
        return found[0] if found else text
    return text


def completed(found):
    """`{field: text}` with what was written into one piece apart: a reading behind the name, a postal code."""
    for side in ("buyer", "to"):
        name, reading = found.get(f"{side}_family", ""), _READING.search(found.get(f"{side}_family", ""))
        if reading:
            found[f"{side}_family"] = name[: reading.start()] + " " + name[reading.end() :]
            found[f"{side}_family"] = found[f"{side}_family"].strip()
            found[f"{side}_family_kana"] = found.get(f"{side}_family_kana") or reading[1].strip()
        for part in ("prefecture", "street"):
            code = _POSTAL.match(narrow(found.get(f"{side}_{part}", "")))
            if code:
                found[f"{side}_postal"] = found.get(f"{side}_postal") or code[1]
                found[f"{side}_{part}"] = found[f"{side}_{part}"][code.end() :]
    return found
