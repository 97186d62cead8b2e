"""Tokens and the documentation on screen."""
