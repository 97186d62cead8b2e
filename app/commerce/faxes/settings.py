"""How long the FAX of an order is kept, and the sentences of the trail about it."""

from app.platform.audit.sentences import SENTENCES
from app.platform.settings import setting

KEEP_DAYS = setting(
    "commerce.fax_keep_days",
    "Days that the FAX of an order is kept",
    2557,
    help="Seven years, as papers of a purchase are kept. It is sealed, and deleted after that.",
)

SENTENCES.update(
    {
        "fax.received": "Attached a FAX while typing an order",
        "fax.attached": "Kept the FAX of an order with it",
    }
)
