"""Warehouses (倉庫): where stock lies, our own and those of others, and which of them sell."""
