"""Logging what was done: one entry for activity, plan, opportunity and what comes next (sales.md §3.7, §10)."""
