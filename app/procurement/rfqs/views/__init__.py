"""Pages and changes of requests for quotation, one resource per file."""
