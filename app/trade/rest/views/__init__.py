"""The addresses of deals below `/api/v1`."""
