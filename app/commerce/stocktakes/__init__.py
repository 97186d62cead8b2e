"""Stocktakes (棚卸): figures counted by people, compared with the books, and booked as one document."""
