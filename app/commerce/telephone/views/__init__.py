"""Pages of orders by telephone and FAX."""
