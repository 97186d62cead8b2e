"""Invoices (請求書) as they arrive: checked at the door, matched, approved or returned."""
