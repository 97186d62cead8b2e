"""Sentences of papers: always Japanese, asked of the catalogue once a process instead of for every paper."""

from functools import lru_cache

from app.kernel.i18n import _ as ask


@lru_cache(maxsize=500)
def _asked(message):
    return ask(message)


def _(message, **values):
    """The Japanese of an English msgid, its placeholders filled. Call inside `in_japanese()` alone."""
    found = _asked(message)
    return found % values if values else found
