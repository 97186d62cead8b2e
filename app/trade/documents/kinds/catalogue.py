"""Every kind of document, export and import, in the order of trade.md §3.1."""

from app.kernel.i18n import _l
from app.trade.documents.kinds import exporting, handling, importing

KINDS = {**exporting.KINDS, **handling.KINDS, **importing.KINDS}
"""`{name: Kind}`."""

UNITS = {
    "bl": _l("One per B/L"),
    "container": _l("One per container"),
    "eir": _l("One per receipt"),
    "free": _l("Any number"),
}
