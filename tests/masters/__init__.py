"""Masters: partners, products, taxes."""
