"""Where a request stands, as one word for a chip: works for the row and for a line of the list."""

from app.kernel.clock import now
from app.kernel.i18n import _


def standing_of(request):
    """`(words, tone)` of a request (row or list columns)."""
    if request.outcome:
        return {
            "awarded": (_("Chosen"), "done"),
            "not_awarded": (_("Not chosen"), "closed"),
            "no_award": (_("Ended without an order"), "closed"),
        }[request.outcome]
    if request.state == "cancelled":
        return _("Cancelled"), "closed"
    if request.declined_at:
        return _("Declined"), "closed"
    if request.state == "closed" or request.deadline < now():
        return (_("Closed, answered"), "info") if request.answers else (_("Closed, not answered"), "closed")
    if request.answered_revision is None:
        return _("Waits for your answer"), "waiting"
    if request.answered_revision < request.revision:
        return _("Changed: answer again"), "waiting"
    return _("Answered"), "done"
