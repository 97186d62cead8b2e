"""Pages of connections to shops."""
