"""Why a shop does not take a number, in our words; a shop's own code stands beside its words."""

from app.kernel.i18n import _l

REASONS = {
    "missing": _l("The shop does not know this code."),
    "several": _l("The shop uses this SKU more than once."),
    "twice": _l("Two listings have the same code in this shop."),
    "not_ours": _l("Amazon ships this listing, or does not know it. Its stock is never told."),
    "key": _l("This code cannot be one of this shop."),
    "stale": _l("The number changes all the time."),
}
