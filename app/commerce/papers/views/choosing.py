"""Slips that were chosen on another page."""

from app.commerce.slips.selecting import chosen


def chosen_slips(arguments):
    """Ids of the ticked slips or of everything the list's question finds, each once, in their order."""
    return list(dict.fromkeys(chosen(arguments)))
