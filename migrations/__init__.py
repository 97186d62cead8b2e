"""Numbered, single-headed, short-locked changes of the database."""
