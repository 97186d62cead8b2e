"""Views of the administration of records."""
