"""What the trail says of customers."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "customer.entered": "Entered a customer",
        "customer.changed": "Changed a customer",
        "customer.merged": "Merged customers",
        "customer.taken_apart": "Took merged customers apart",
        "customer_rank.entered": "Entered a customer rank",
        "customer_rank.changed": "Changed a customer rank",
        "customer_rank.removed": "Removed a customer rank",
        "blacklist.entered": "Put somebody on the blacklist",
        "blacklist.removed": "Took somebody off the blacklist",
    }
)
