"""Whether the key of an address names a town (町域), and which of several it names."""

import re

_TURN = re.compile(r"上が?る|下が?る|[東西南北]入る?")
"""How Kyoto's addresses go from a crossing to the house; the town stands behind, or is left out of sight before."""
_BLOCKS = re.compile(r"([0-9]+)(?:〜([0-9]+))?(?:丁目)?")
_KYOTO = "261"


def town_end(rest, town_key, jis):
    """Where the town ends in `rest`, the key of an address after its city; None where it is not named.

    A town that ends with a digit is not the beginning of a longer number. Streets of Kyoto come before the town.
    """
    if not town_key:
        return 0
    for start in _starts(rest, jis):
        end = start + len(town_key)
        if rest.startswith(town_key, start) and not _goes_on(rest, town_key, end):
            return end
    found = rest.find(town_key) if jis.startswith(_KYOTO) and _TURN.search(rest) else -1
    return found + len(town_key) if found >= 0 else None


def _starts(rest, jis):
    return [*(turn.end() for turn in _TURN.finditer(rest)), 0][-4:] if jis.startswith(_KYOTO) else (0,)


def _goes_on(rest, town_key, end):
    return town_key[-1].isdigit() and rest[end : end + 1].isdigit()


def best_first(places, rest):
    """Places of one municipality that `rest` may name, those named most exactly first; others are left out.

    The longest town wins, and of several codes for it the one whose note (1〜19丁目) holds the block.
    """
    named = [(one, town_end(rest, one.town_key, one.jis)) for one in places]
    named = [(one, end) for one, end in named if end is not None]
    longest = max((len(one.town_key) for one, _end in named), default=0)
    exact = [(one, end) for one, end in named if len(one.town_key) == longest]
    ranked = sorted(exact, key=lambda pair: (_fit(pair[0].note, rest[pair[1] :]), pair[0].code))
    return [one for one, _end in ranked]


def _fit(note, after):
    """0 for a note that holds the block `after` begins with, 1 for no word on it, 2 for another block."""
    block = re.match(r"[0-9]+", after)
    if "丁目" not in note or not block:
        return 1 if note != "その他" else 1.5
    ranges = [(int(one[1]), int(one[2] or one[1])) for one in _BLOCKS.finditer(note)]
    return 0 if any(low <= int(block[0]) <= high for low, high in ranges) else 2
