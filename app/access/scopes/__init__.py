"""集計組織: whose departments count as one's own, kept as of a day (sales.md §2.3)."""
