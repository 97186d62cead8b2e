"""The words of following up."""

from app.kernel.i18n import _l

LABELS = {
    "untouched": _l("Not touched yet"),
    "called": _l("Called"),
    "absent": _l("Was absent"),
    "material": _l("Material sent"),
    "appointment": _l("Appointment made"),
    "passed": _l("Let pass"),
}
TONES = {
    "untouched": "draft",
    "called": "info",
    "absent": "waiting",
    "material": "info",
    "appointment": "done",
    "passed": "closed",
}
