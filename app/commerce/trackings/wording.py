"""Names of formats and findings."""

from app.kernel.i18n import _l

FORMATS = {
    "b2": _l("Yamato B2: issued data"),
    "ehiden": _l("Sagawa e-Hiden: shipped parcels"),
    "yupack": _l("Yu-Pack Print R: history of dispatch"),
    "seino": _l("Seino Kangaroo Magic: shipped parcels"),
    "own": _l("Own file"),
}
STATES = {
    "new": (_l("Goes in"), "done"),
    "same": (_l("Known already"), "closed"),
    "unknown": (_l("Unknown"), "problem"),
    "several": (_l("Not clear"), "problem"),
    "bundled": (_l("Bundled"), "problem"),
    "standing": (_l("Cannot be sent"), "problem"),
}
