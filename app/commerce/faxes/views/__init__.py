"""Pages about the FAX of an order."""
