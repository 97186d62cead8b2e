"""Pages of approval cases."""
