"""Pages about registries."""
