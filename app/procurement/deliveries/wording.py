"""States and events of deliveries as readers meet them: English sentence and tone."""

from app.kernel.i18n import _l
from app.platform.audit.sentences import SENTENCES

STATES = {
    "announced": (_l("On its way"), "waiting"),
    "received": (_l("To be inspected"), "info"),
    "closed": (_l("Inspected"), "done"),
    "rejected": (_l("Refused"), "closed"),
}

SENTENCES.update(
    {
        "delivery.announced": "Announced a delivery",
        "delivery.received": "Registered a receipt",
        "delivery.rejected": "Refused the delivery",
        "delivery.receipt_corrected": "Corrected the day of receipt",
        "delivery_note.received": "A delivery note arrived",
    }
)
