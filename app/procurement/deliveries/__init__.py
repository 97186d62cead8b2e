"""Deliveries (納品): announced by the supplier or received by the buyer, any number of times."""
