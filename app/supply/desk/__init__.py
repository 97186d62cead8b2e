"""What waits for a supplier today."""
