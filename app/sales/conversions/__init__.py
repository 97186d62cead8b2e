"""A lead becomes a person, perhaps with an account and an opportunity (sales.md §3.3)."""
