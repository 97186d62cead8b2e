"""Views that serve every record type."""
