"""Shops (受注ルート): where orders come from, and how each is spoken to."""
