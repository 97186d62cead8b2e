"""Deals (取引) opened from orders bought, orders received, parcels sent abroad and opportunities won (trade.md §10)."""
