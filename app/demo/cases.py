"""Eighteen months of cases."""


def play(known, first, last):
    """Nothing yet."""
