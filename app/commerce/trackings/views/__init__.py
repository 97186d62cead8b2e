"""Pages of tracking numbers."""
