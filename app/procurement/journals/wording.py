"""Names and colours of vouchers and batches."""

from app.kernel.i18n import _l

STATES = {
    "generated": (_l("To be reviewed"), "waiting"),
    "reviewed": (_l("Reviewed"), "info"),
    "exported": (_l("Exported"), "done"),
    "locked": (_l("Final"), "closed"),
}
KINDS = {
    "accrual": _l("Accrual"),
    "adjustment": _l("Tax difference"),
    "reversal": _l("Reversal"),
}
EXPORT_STATES = {
    "pending": (_l("Being written"), "waiting"),
    "written": (_l("Ready"), "done"),
    "locked": (_l("Taken in"), "closed"),
    "failed": (_l("Could not be written"), "problem"),
}
