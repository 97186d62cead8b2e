"""Mails about orders: templates, sentences put in where they fit, what was sent to whom and why not."""
