"""販売実績: what was sold, as the company's core system says it (sales.md §12)."""
