"""Names and colours of an invoice's states."""

from app.kernel.i18n import _l

STATES = {
    "received": (_l("Received"), "waiting"),
    "mismatch": (_l("To be checked"), "problem"),
    "matched": (_l("Matched"), "info"),
    "in_approval": (_l("In approval"), "waiting"),
    "approved": (_l("Approved for payment"), "done"),
    "returned": (_l("Returned"), "closed"),
}
