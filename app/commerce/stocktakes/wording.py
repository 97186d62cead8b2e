"""States of stocktakes and what the audit trail says of them."""

from app.kernel.i18n import _l
from app.platform.audit.sentences import SENTENCES

STATES = {
    "reading": (_l("File is being read"), "waiting"),
    "open": (_l("Being counted"), "info"),
    "booking": (_l("Being booked"), "waiting"),
    "booked": (_l("Booked"), "done"),
    "discarded": (_l("Discarded"), "closed"),
}
SENTENCES.update(
    {
        "stocktake.begun": "Began a stocktake",
        "stocktake.file_taken": "Took in a file of counted figures",
        "stocktake.booked": "Booked a stocktake",
        "stocktake.discarded": "Discarded a stocktake",
        "stocktake.reopened": "Took a booked stocktake back",
    }
)
