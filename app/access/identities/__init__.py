"""A person's e-mail, password and devices, in no tenant."""
