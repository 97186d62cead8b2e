"""Sentences of the trail about mails, and what one hears of."""

from app.platform.audit.sentences import SENTENCES
from app.platform.notifications import kind

KEPT_DAYS = 60
"""A mail as it came is kept so long; the activity made of it stays."""
LARGEST = 35 * 1024 * 1024
"""Bytes of a mail: 25 MB of files, as they travel."""
EACH, AT_ONCE = 20.0, 200
"""One mail every so many seconds in the long run for one address; so many at once after a rest."""

DOUBTFUL = kind("sales.mail.doubtful", "A mail to my logging address is not from me", mail=False)

SENTENCES.update(
    {
        "mail_address.made": "Made an address for logging mails",
        "mail_address.revoked": "Ended an address for logging mails",
        "mail_address.changed": "Changed how mails are logged",
        "incoming_mail.received": "Received a mail to log",
        "incoming_mail.taken": "Logged a mail as an activity",
        "incoming_mail.dismissed": "Put a mail aside",
        "incoming_mail.reopened": "Took a mail up again",
    }
)
