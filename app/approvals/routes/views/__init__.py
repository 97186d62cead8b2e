"""Pages of approval routes."""
