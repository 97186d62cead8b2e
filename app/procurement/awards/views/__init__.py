"""Choosing a supplier, the letters that follow, and ending without a choice."""
