"""Shared deals for programs: the same rooms, the same sight, in JSON (trade.md §5)."""
