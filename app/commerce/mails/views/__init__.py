"""Pages of mails about orders."""
