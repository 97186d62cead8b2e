"""States, results and events of acceptances as readers meet them: English sentence and tone."""

from app.kernel.i18n import _l
from app.platform.audit.sentences import SENTENCES

STATES = {
    "accepted": (_l("Accepted"), "done"),
    "cancelled": (_l("Cancelled"), "closed"),
}
RESULTS = {
    "ok": (_l("All good"), "done"),
    "partial": (_l("Partly rejected"), "waiting"),
    "ng": (_l("Not accepted"), "problem"),
}
DISPOSITIONS = {
    "": "—",
    "return": _l("Send back"),
    "rework": _l("Rework"),
    "scrap": _l("Scrap"),
    "concession": _l("Accept by concession"),
}

SENTENCES.update(
    {
        "acceptance.confirmed": "Accepted goods",
        "acceptance.cancelled": "Cancelled the acceptance",
        "acceptance_notice.sent": "Told the supplier what was accepted",
        "acceptance_cancellation.sent": "Told the supplier that an acceptance is cancelled",
    }
)
