"""Where a rule is bent today. These lists only shrink: an entry that is no longer needed fails the tests."""

OVER_BUDGET: dict[str, int] = {}
"""Path (or `path::function`) → lines it may have. Give the reason beside it; lower it when it shrinks."""
