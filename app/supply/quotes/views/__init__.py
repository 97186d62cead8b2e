"""Pages of the requests received and of our answers."""
