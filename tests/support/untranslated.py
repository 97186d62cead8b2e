"""Notes every sentence that was looked up in the Japanese catalogue and not found there.

The convention test reads the source and finds literal sentences; this one also sees labels kept in tables.
"""

import re
from contextlib import contextmanager
from gettext import NullTranslations

from app.web import i18n

SENTENCE = re.compile(r"[A-Z][a-z]+[ A-Za-z,.']*$")
"""What an English label looks like; names that users typed go through the catalogue too: left alone."""


class _Note(NullTranslations):
    def __init__(self, missed):
        super().__init__()
        self.missed = missed

    def gettext(self, message):
        if SENTENCE.match(message):
            self.missed.add(message)
        return message


@contextmanager
def untranslated():
    """Yield a set that fills with the sentences that had no Japanese."""
    missed, catalogue = set(), i18n.japanese()
    before = catalogue._fallback
    catalogue._fallback = _Note(missed)
    try:
        yield missed
    finally:
        catalogue._fallback = before
