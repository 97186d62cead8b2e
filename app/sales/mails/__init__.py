"""Mails that become activities: a secret address for each of us, and what was sent there."""
