"""The calendar, and the page about it."""
