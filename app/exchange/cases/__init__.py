"""A case joins a buyer and a supplier. Each side has its own row under the same id."""
