"""Pages about taking partners out."""
