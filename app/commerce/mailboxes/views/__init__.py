"""Pages about orders by mail."""
