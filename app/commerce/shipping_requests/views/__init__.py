"""Pages of requests to outside warehouses."""
