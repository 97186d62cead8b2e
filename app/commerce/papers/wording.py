"""What the audit trail says of papers, and why a slip moved."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "paper_batch.begun": "Printed papers of slips",
        "receipt.issued": "Gave out a receipt",
        "paper_layout.saved": "Changed the look of papers",
        "paper_layout.back_to_standard": "Took papers back to the standard look",
        "pick_round.begun": "Began to pick",
        "pick_round.finished": "Finished picking",
        "slip.checked": "Checked a parcel piece by piece",
        "slip.check_dropped": "Took the check of a parcel back",
    }
)
