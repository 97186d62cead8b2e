"""Readers: pure functions from the rows of one order to an IncomingOrder, one module a format (ec.md §1)."""
