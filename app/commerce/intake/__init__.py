"""Order intake (受注取込): files, shops' own interfaces and mails become orders; what cannot be read comes back."""
