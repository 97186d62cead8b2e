"""What a person's licence (full, light, supplier) leaves of what their roles grant (sales §13)."""
