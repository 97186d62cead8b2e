"""Cutting an address as it is written where its key says that something ends."""

import re

from app.kernel.likeness import address_key

_FIRST_NUMBER = re.compile(r"[0-9０-９]")


def cut(text, key):
    """`(head, tail)` of a text whose shortest head has that key; (None, text) when no beginning of it has."""
    likely = len(key)
    if address_key(text[:likely]) == key and address_key(text[: likely - 1]) != key:
        return text[:likely], text[likely:]
    for end in range(1, len(text) + 1):
        made = address_key(text[:end])
        if made == key:
            return text[:end], text[end:]
        if len(made) > 3 * len(key) + 8:
            break
    return None, text


def rest_after(text, town_key):
    """What follows the town in an address of (perhaps) another city: at the town's name, or at the first number."""
    at = address_key(text).find(town_key) if town_key else -1
    if at >= 0:
        head, tail = cut(text, address_key(text)[: at + len(town_key)])
        if head is not None:
            return tail.strip()
    number = _FIRST_NUMBER.search(text)
    return text[number.start() :].strip() if number else ""
