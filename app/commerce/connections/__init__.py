"""How we speak with shops: what proves who we are, which ways are switched on, and whether it works."""
