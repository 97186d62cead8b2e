"""Funnel (ファネル): how many opportunities are in each phase, how they go on, and how long they stay."""
