"""The buyer's first page: what waits, what is late, what was spent."""
