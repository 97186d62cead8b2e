"""Pages of a case, and the search over all documents."""
