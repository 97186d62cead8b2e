"""Pages of stock told to shops."""
