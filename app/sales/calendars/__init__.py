"""Plans as a calendar that other programs subscribe to (RFC 5545), under a secret address."""
