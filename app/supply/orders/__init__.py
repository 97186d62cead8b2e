"""Orders as received (受注)."""
