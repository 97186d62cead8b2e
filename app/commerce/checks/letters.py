"""Letters that the files of carriers cannot carry."""

import unicodedata

from app.kernel.tabular.cp932 import prepared, unwritable

_UNSEEN = ("Cf", "Mn", "Me")


def foreign(text):
    """The letters of `text` that cp932 lacks or that would be left out (emoji), each once, in order."""
    if text.isascii() or prepared(text) == text and not unwritable(text):
        return ""
    return "".join(dict.fromkeys(letter for letter in text if _is_foreign(letter)))


def _is_foreign(letter):
    ready = prepared(letter)
    return unwritable(ready) != "" or (not ready and unicodedata.category(letter) not in _UNSEEN)
