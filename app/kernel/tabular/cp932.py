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
_UNSEEN = frozenset([*_INVISIBLE, *_SELECTORS])
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


_KIN = {
    "𠮷": "吉", "𡈽": "土", "𣘺": "橋", "𠀋": "丈", "𥔎": "崎", "𡌛": "塚", "𩸽": "ほっけ", "𤭖": "瓶", "𦚰": "脇",
    "𠘨": "几", "𧃴": "薑", "𣳾": "泰", "𡚴": "山", "𨦇": "鋏", "𪗱": "歯", "𠮟": "叱", "𣗄": "柏",
}  # fmt: skip
"""What people write for a letter that the file cannot hold. It is only ever offered: a name is its owner's."""
_PLAIN = {
    "髙": "高", "﨑": "崎", "濵": "浜", "德": "徳", "瀨": "瀬", "郞": "郎", "黑": "黒", "栁": "柳",
    "㈱": "(株)", "㈲": "(有)", "㈹": "(代)", "№": "No", "℡": "TEL",
    **{chr(0x2460 + n): str(n + 1) for n in range(20)},
    **{chr(0x2160 + n): roman for n, roman in enumerate("I II III IV V VI VII VIII IX X".split())},
}  # fmt: skip
_TO_PLAIN = str.maketrans(_PLAIN)


def lost(text: str) -> str:
    """Return the letters one sees in a text that its cp932 form would not hold, each once, in order.

    What `prepared` removes in silence elsewhere (emoji) counts too; invisible marks do not.
    """
    gone = [one for one in text if not _in_cp932(one) and _TABLE.get(ord(one), one) in ("", one)]
    return "".join(
        dict.fromkeys(one for one in gone if ord(one) not in _UNSEEN and not unicodedata.combining(one))
    )


def offered(text: str) -> str:
    """Return the text as it might be written: kin for letters that cp932 lacks (吉 for 𠮷), emoji left out.

    Letters without kin become 〓. Nobody may write this without having asked.
    """
    ready = prepared(text)
    return "".join(one if _in_cp932(one) else _kin(one) for one in ready)


def plain(text: str) -> str:
    """Return the text without the letters that carriers' printers leave blank: 髙 as 高, ① as 1, ㈱ as (株)."""
    return text if text.isascii() else text.translate(_TO_PLAIN)


def _kin(letter: str) -> str:
    known = _KIN.get(letter) or unicodedata.normalize("NFKC", letter)
    return known if _in_cp932(known) else GETA
