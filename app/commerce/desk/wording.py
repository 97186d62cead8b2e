"""Words of the desk: what can be done, what happened, what a check found."""

from app.kernel.i18n import _l, translate
from app.platform.audit.sentences import SENTENCES

ACT_LABELS = {
    "allocate": _l("Look for the goods"),
    "accept": _l("Accept the yellow alerts"),
    "work": _l("Start packing"),
    "back": _l("Back to waiting to ship"),
    "hold": _l("Put on hold"),
    "release": _l("Release from hold"),
    "cancel": _l("Cancel orders"),
    "pay": _l("Note the payment"),
    "arrange": _l("Set a field"),
    "mark": _l("Put a mark on"),
    "unmark": _l("Take a mark off"),
}
"""Words for `acts.ACTS`."""

SENTENCES.update(
    {
        "order.taken": "Took the order in",
        "order.changed_by_shop": "The shop changed the order",
        "order.paid": "Noted the payment",
        "slip.moved": "Moved the slip",
        "slip.split": "Split the slip",
        "slip.lines_moved": "Moved lines to another slip",
        "slip.joined": "Put a split slip back",
        "slip.bundled": "Put the slip into another parcel",
        "slip.unbundled": "Took the slip out of the other parcel",
        "slip.readdressed": "Corrected the recipient",
        "slip.changed": "Changed the slip",
        "slip.memo": "Wrote the memo",
        "alert.answered": "Answered an alert",
        "listing.assigned": "Assigned a product code",
        "listing.forgotten": "Forgot a product code",
        "mark.entered": "Entered a mark",
        "slip_batch.begun": "Began an act on many slips",
        "slip_batch.undone": "Took back an act on many slips",
    }
)
_WHY = {
    "intake": _l("by the intake"),
    "payment": _l("because it was paid"),
    "stock": _l("because goods came"),
    "alert": _l("because an alert was answered"),
    "split": _l("because it was split"),
    "bundle": _l("because of the bundle"),
    "unbundle": _l("because of the bundle"),
    "listing": _l("because a code was assigned"),
    "undo": _l("taken back"),
    "robot": _l("by the robot"),
}


def why(code):
    """Why a slip moved, in words; '' when a person moved it."""
    return translate(_WHY[code]) if code in _WHY else ""
