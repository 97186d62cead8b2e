"""Stock: the ledger, what is reserved, and the screens."""
