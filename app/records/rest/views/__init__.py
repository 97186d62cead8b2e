"""The addresses below `/api/v1`."""
