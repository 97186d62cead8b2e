"""Orders that come by mail (メール受注): mailboxes, what lies in them, and how a mail's text is read."""
