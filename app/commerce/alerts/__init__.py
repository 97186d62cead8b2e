"""Alerts (アラート): what a check found in an order, and how somebody answered it."""
