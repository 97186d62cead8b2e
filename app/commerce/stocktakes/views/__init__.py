"""Pages of stocktakes."""
