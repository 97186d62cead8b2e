"""Invoices that we issued (請求書)."""
