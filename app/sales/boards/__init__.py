"""The pipeline as a board: a column for each phase, opportunities as cards that one moves along (sales.md §17)."""
