"""Our answers to requests (見積回答): drafts that only we see, and what we sent, which never changes."""
