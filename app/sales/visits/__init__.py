"""Who of us was with an account, when and for what: its visits and calls, month by month."""
