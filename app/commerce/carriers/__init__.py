"""Carriers (運送会社), what they offer, and the contracts a tenant has with them."""
