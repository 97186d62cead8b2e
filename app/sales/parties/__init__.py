"""関係者: persons and other companies that play a part in a record (sales.md §2.2)."""
