"""Checks (ec.md §4.6): pure functions over an order and what is known around it; what they find becomes alerts."""
