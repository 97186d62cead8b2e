"""Coming in and going out: sessions, lockout, password reset, invitations."""
