"""What a tenant decides about orders by mail, and the sentences of the trail about them."""

from app.platform.audit.sentences import SENTENCES
from app.platform.settings import setting

LARGEST_MB = setting(
    "commerce.mail_largest_mb",
    "Megabytes up to which an order mail is fetched",
    20,
    help="A larger one is listed with its size and left in the mailbox.",
)
FIRST_DAYS = setting("commerce.mail_first_days", "Days of mails that are read when a mailbox is new", 7)

SENTENCES.update(
    {
        "order_mailbox.changed": "Changed the mailbox for orders of a shop",
        "order_mailbox.removed": "Removed the mailbox for orders of a shop",
        "order_mailbox.fetch_asked": "Asked to fetch order mails",
        "order_letter.taken": "Took an order mail in",
        "order_letter.dismissed": "Put an order mail aside as no order",
        "order_letter.read_again": "Read an order mail again",
        "mail_pattern.kept": "Saved a pattern for order mails",
        "mail_pattern.removed": "Deleted a pattern for order mails",
    }
)
