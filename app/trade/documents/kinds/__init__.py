"""What each kind of document holds: shared blocks put together, a few lines per kind (trade.md §3.1)."""
