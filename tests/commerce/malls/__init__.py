"""Clients of the shops against independent servers that stand for them."""
