"""Commerce: orders, stock and the shops they come from and go to."""
