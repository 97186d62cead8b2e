"""Pages of business cards: batches, and the card one looks at."""
