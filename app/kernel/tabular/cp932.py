"""Text made ready for cp932 (Shift_JIS as Windows writes it): ec.md section 0, the table of writing."""

import re
import unicodedata

from app.kernel.tabular.encodings import GHOSTS

GETA = "\u3013"  # 〓, the printers' mark for a missing letter

# Twins that Python encodes but that come back as another letter, and ones that it refuses.
_TWINS = {
    "\u301c": "\uff5e",
    "\u2212": "\uff0d",
    "\u2016": "\u2225",
    "\xa2": "\uffe0",
    "\xa3": "\uffe1",
    "\xac": "\uffe2",
    "\u2014": "\u2015",
    "\xa0": " ",
    "\u2011": "-",
    "\u2013": "-",
}
_INVISIBLE = [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x20E3]
_SELECTORS = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
_EMOJI = [*range(0x1F000, 0x1FB00), *range(0xE0020, 0xE0080)]


def _in_cp932(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return GHOSTS.search(text) is None


# ★ and ♪ are in cp932 and stay; their neighbours in the same blocks are emoji.
_SYMBOLS = [code for code in range(0x2600, 0x27C0) if not _in_cp932(chr(code))]

_TABLE = {
    **{ord(letter): twin for letter, twin in _TWINS.items()},
    **dict.fromkeys([*_INVISIBLE, *_SELECTORS, *_EMOJI, *_SYMBOLS], ""),
}
# か and a separate voicing mark, as file names from a Mac have them. Whole-text NFC would change kanji.
_VOICED = re.compile("[\u3041-\u30ff][\u3099\u309a]")


def is_ready(text: str) -> bool:
    """Tell whether a text goes into cp932 and comes back as it is: nothing of the table is in it."""
    return _in_cp932(text) and text.encode("cp932").decode("cp932") == text


def prepared(text: str) -> str:
    """Return the text with the twins replaced and emoji, selectors and invisible marks removed."""
    if text.isascii():
        return text
    composed = _VOICED.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), text)
    return composed.translate(_TABLE)


def unwritable(text: str) -> str:
    """Return the letters of a prepared text that cp932 lacks, each once, in order."""
    if _in_cp932(text):
        return ""
    return "".join(dict.fromkeys(letter for letter in text if not _in_cp932(letter)))
