"""States, rules and events of a request as readers meet them: English sentence and tone."""

from app.kernel.i18n import _l
from app.platform.audit.sentences import SENTENCES

STATES = {
    "draft": (_l("Draft"), "draft"),
    "in_approval": (_l("In approval"), "waiting"),
    "ready": (_l("Ready to send"), "info"),
    "sent": (_l("Awaiting answers"), "waiting"),
    "closed": (_l("Closed"), "info"),
    "under_evaluation": (_l("Being compared"), "info"),
    "awarded": (_l("Awarded"), "done"),
    "no_award": (_l("No award"), "closed"),
    "cancelled": (_l("Cancelled"), "closed"),
}
INVITATIONS = {
    "invited": (_l("Not sent yet"), "draft"),
    "sent": (_l("Not opened"), "waiting"),
    "opened": (_l("Opened"), "info"),
    "declined": (_l("Declined"), "closed"),
    "responded": (_l("Answered"), "done"),
    "awarded": (_l("Chosen"), "done"),
    "lost": (_l("Not chosen"), "closed"),
}
OPENING_RULES = {
    "immediate": _l("Amounts can be seen at once"),
    "after_deadline": _l("Amounts stay sealed until the deadline"),
}

SENTENCES.update(
    {
        "rfq.drafted": "Edited the request",
        "rfq.copied": "Copied another request",
        "rfq.submitted": "Submitted the request",
        "rfq.approved": "Approved the request",
        "rfq.rejected": "Refused the request",
        "rfq.returned": "Sent the request back",
        "rfq.sent": "Sent the request to the suppliers",
        "rfq.extended": "Moved the deadline",
        "rfq.revised": "Revised the request",
        "rfq.closed": "The deadline passed",
        "rfq.closed_early": "Closed the request early",
        "rfq.cancelled": "Cancelled the request",
        "rfq.evaluation_started": "Began comparing",
        "rfq.ended_without_award": "Ended without an award",
        "rfq.opened_by_supplier": "A supplier opened the request",
        "rfq.answered": "Answered the request",
        "rfq.declined": "Declined the request",
        "rfq.file_added": "Attached a file",
        "rfq.file_removed": "Removed a file",
        "rfq.received": "Received a request for quotation",
        "deadline_extension.sent": "Told a supplier the new deadline",
        "rfq_closure.sent": "Told a supplier that the request is over",
        "quote.received": "A quote arrived",
        "decline.received": "A supplier declined",
        "award.proposed": "Proposed a supplier",
        "award.approved": "Approved the choice of supplier",
        "award.rejected": "Refused the choice of supplier",
        "award.returned": "Sent the choice of supplier back",
        "award.letter_rewritten": "Changed a result letter",
        "award.letters_sent": "Sent the result letters",
    }
)
