"""Approvals: routes, cases, pages."""
