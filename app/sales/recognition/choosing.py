"""Which recogniser reads the cards: a function `recognise(image) -> [Line]` that takes a picture (PIL, RGB)."""

from types import SimpleNamespace

from app.sales.recognition import local

_chosen = SimpleNamespace(recognise=local.recognise)


def use(recognise):
    """Start-up: choose another recogniser than the one on this machine. Returns the one before."""
    before, _chosen.recognise = _chosen.recognise, recognise
    return before


def recognise(image):
    """The lines on the picture, in reading order. Raises Rejected when it cannot be read at all."""
    return _chosen.recognise(image)
