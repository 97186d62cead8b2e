"""Pages of orders and of what is shipped for them."""
