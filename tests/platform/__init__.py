"""The platform: what every package relies on without thinking of it."""
