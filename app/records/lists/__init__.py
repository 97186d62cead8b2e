"""What a list is asked (search, filters, order), and the rows that answer."""
