"""The conversation inside a case, and the page on which a case shows all that was exchanged in it."""
