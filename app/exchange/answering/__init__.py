"""What a supplier answers with, made the same way in its own portal and on a guest page."""
