"""Files of records going out: exactly what a list shows, as CSV or Excel."""
