"""Business cards (名刺) taken in by the batch: photographed, read, looked at, made persons and leads (sales.md §5)."""
