"""Japanese text: comparing, searching, measuring. Stored originals are never passed through these."""

import re
import unicodedata

from app.kernel.errors import Unreadable

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in [*range(0x30A1, 0x30F7), 0x30FD, 0x30FE]}
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in [*range(0x3041, 0x3097), 0x309D, 0x309E]}

KATAKANA, HIRAGANA = ("".join(map(chr, row)) for row in zip(*_KATAKANA_TO_HIRAGANA.items(), strict=True))
"""The same letters in the same order: what translate() of the database needs to fold as `fold` does."""

# ec.md section 0: variants that people and machines mix freely. The long vowel mark is a letter after kana.
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u2500"
_TO_HYPHEN = dict.fromkeys(map(ord, _HYPHENS), "-")
_TO_WAVE = dict.fromkeys(map(ord, "\u301c\uff5e"), "~")
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, *range(0xFE00, 0xFE10)])
_FOLDED = {**_KATAKANA_TO_HIRAGANA, **_TO_HYPHEN, **_TO_WAVE}

_TO_HALF = {
    ord(unicodedata.normalize("NFKC", half + mark)): half + mark
    for half in map(chr, range(0xFF61, 0xFF9E))
    for mark in ("", "\uff9e", "\uff9f")
    if len(unicodedata.normalize("NFKC", half + mark)) == 1
} | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_READING = (
    _TO_HALF
    | {code - 0x60: half for code, half in _TO_HALF.items() if 0x30A1 <= code < 0x30F7}
    | {
        ord(small): large
        for row in ("ャュョッ", "ゃゅょっ", "ｬｭｮｯ")
        for small, large in zip(row, "ﾔﾕﾖﾂ", strict=True)
    }
    | {0x3000: " "}
)

_UNSEEN = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_STROKES = re.compile(r"([\u3041-\u3096\u309d\u309e]?)([-\u30fc]+)")
_SPACES = re.compile(r"\s+")
_KANA = re.compile(r"[\u3041-\u309f\u30a0-\u30ff\s]+")


def nfkc(text: str) -> str:
    """Return the text with compatibility forms made plain (half-width kana, 全角 digits, ㈱), trimmed."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).strip()


def fold(text: str) -> str:
    """Return the form in which texts are searched and compared for likeness.

    NFKC, no case, katakana as hiragana, one kind of hyphen and wave, spaces squeezed. A stroke of any
    kind is ー after kana (データ, デ-タ) and a hyphen elsewhere (1ー2ー3): only what stands before it
    decides, so that the beginning of a word folds as the whole does. Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = _fold_once(text)
    # Full case folding can compose into something that folds again (rare letters outside Japanese).
    while not (unicodedata.is_normalized("NFKC", folded) and folded.casefold() == folded):
        again = _fold_once(folded)
        if again == folded:
            break
        folded = again
    return folded


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", nfkc(text).casefold()).translate(_FOLDED)
    if "-" in plain or "\u30fc" in plain:
        plain = _STROKES.sub(lambda run: run[1] + ("\u30fc" if run[1] else "-") * len(run[2]), plain)
    return " ".join(plain.split())


def bigrams(folded: str) -> set[str]:
    """Return the two-letter pieces of a folded text that the search index holds; spaces join nothing."""
    return {word[i : i + 2] for word in folded.split() for i in range(len(word) - 1)}


def to_hiragana(text: str) -> str:
    """Return the text with full-width katakana as hiragana."""
    return text.translate(_KATAKANA_TO_HIRAGANA)


def to_katakana(text: str) -> str:
    """Return the text with hiragana as full-width katakana."""
    return text.translate(_HIRAGANA_TO_KATAKANA)


def to_half_kana(text: str) -> str:
    """Return the text with kana as half-width katakana (ガ becomes ｶﾞ) and the blanks and marks around them narrow.

    Small ャュョッ become large, as carriers' machines write readings; other letters stay.
    """
    return text.translate(_READING)


def narrowed(text: str) -> str:
    """Return the text with full-width letters, digits, marks and katakana in their half-width forms."""
    return text.translate(_TO_HALF)


def is_kana(text: str) -> bool:
    """Tell whether a text is kana (full or half width) and spaces only, with at least one kana."""
    plain = nfkc(text)
    return bool(plain) and _KANA.fullmatch(plain) is not None


def kana_reading(text: str) -> str:
    """Return a reading (読み) as lists sort by it: full-width katakana, one space between words.

    Raises Unreadable (a ValueError) when the text holds anything but kana.
    """
    if not is_kana(text):
        raise Unreadable("Write the reading in kana.")
    return _SPACES.sub(" ", to_katakana(nfkc(text)))


def display_width(text: str) -> int:
    """Return the width in half-width columns: full-width letters 2, half-width ones (half-width kana too) 1.

    Letters of ambiguous width (①, α) count 2, as in every Japanese form; combining marks count 0.
    """
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> int:
    if unicodedata.combining(letter) and letter not in "\uff9e\uff9f":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WFA" else 1


def truncate_width(text: str, width: int) -> str:
    """Return the longest beginning of the text that fits ``width`` half-width columns."""
    used = 0
    for position, letter in enumerate(text):
        used += _width(letter)
        if used > width:
            return text[:position]
    return text
