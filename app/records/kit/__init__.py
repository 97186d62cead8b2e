"""What every business record has in common (architecture §5): one description, many screens."""
