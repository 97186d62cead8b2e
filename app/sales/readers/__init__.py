"""Who reads business cards for a company: this machine, or a service that its administrator gave a key for."""
