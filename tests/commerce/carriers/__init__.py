"""Carriers: their numbers and what they offer."""
