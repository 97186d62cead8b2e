"""Envelopes: what was sent, exactly as it was sent, chained by hash."""
