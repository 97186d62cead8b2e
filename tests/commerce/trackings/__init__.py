"""Tracking numbers coming back."""
