"""Deals (取引): opened, completed, cancelled, looked up by their numbers."""
