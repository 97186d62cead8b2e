"""Telling other programs what happened: signed, tried again, on record."""
