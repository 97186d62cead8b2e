"""Forecast (見込): what open opportunities should bring, month by month, and how that changed since last week."""
