"""Opportunities (案件): business that may come, phase by phase."""
