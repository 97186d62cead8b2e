"""Pages of mails that are logged."""
