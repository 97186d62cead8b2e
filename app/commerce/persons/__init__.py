"""Customers and recipients as data: who they are, sealed in the database, found by blind keys, masked on screens."""
