"""Postal codes on screens."""
