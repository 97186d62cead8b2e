"""The FAX that an order came by: seen while it is typed, kept sealed with the order."""
