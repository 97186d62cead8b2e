"""Words of requests."""

from app.kernel.i18n import _l, translate
from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "shipping_request.made": "Asked an outside warehouse to ship",
        "shipping_request.undone": "Took a shipping request back",
        "shipping_request.handed_over": "Took the file of a shipping request out",
        "shipping_request.answered": "Took the answer of an outside warehouse in",
        "request_profile.entered": "Entered a layout of an outside warehouse",
        "request_profile.changed": "Changed a layout of an outside warehouse",
        "request_profile.removed": "Removed a layout of an outside warehouse",
    }
)
COMPANIES = (
    ("rsl", _l("Rakuten Super Logistics")),
    ("fba", _l("FBA multi-channel")),
    ("yamato", _l("Yamato Fulfillment")),
    ("other", _l("Another warehouse")),
)
_REASONS = {
    "unknown": _l("This slip does not exist any more."),
    "bundled": _l("This slip travels inside another one. Move that one, or take it out first."),
    "status": _l("Only slips that wait for shipping can be asked for."),
    "short": _l("Too little stock in this warehouse"),
    "letters": _l("It holds letters that the file cannot hold"),
    "empty": _l("No goods in it"),
    "several": _l("More numbers than a slip can hold"),
    "standing": _l("This slip is not being packed: it is held, cancelled or not ready yet."),
}
_LEFT = {"unknown": _l("No request of ours has this key.")}


def reason(code):
    """Why a slip stayed."""
    return translate(_REASONS.get(code, code))


def left(code):
    """Why a line of an answer came back."""
    return translate(_LEFT.get(code) or _REASONS.get(code, code))
