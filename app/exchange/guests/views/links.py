"""The buyer's hand on a guest's way in: a new link by mail, or none at all."""

from flask import Blueprint, redirect, url_for

from app.exchange.conversations.queries import cases
from app.exchange.envelopes.queries import envelopes_of
from app.exchange.guests.linking import revoke_links
from app.exchange.guests.telling import tell_guest
from app.exchange.permissions import EDIT_GUESTS
from app.kernel.errors import Missing, Rejected
from app.web.answer import say
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("guest_links", __name__, url_prefix="/cases/<uuid:case_id>/guest-links")


@bp.post("/")
@requires(EDIT_GUESTS)
def create(case_id):
    """Mail the latest document's link once more; earlier links end."""
    case = guest_case(case_id)
    sent = [one for one in envelopes_of(case.id) if one.direction == "sent"]
    if not sent:
        raise Rejected("Nothing was sent in this case yet.")
    revoke_links(case)
    tell_guest(case, sent[-1], sent[-1].content)
    say("A new link was sent by mail. Earlier links do not work any more.")
    return redirect(url_for("exchange.cases.show", case_id=case_id), 303)


@bp.delete("/")
@requires(EDIT_GUESTS)
def destroy(case_id):
    """Close every way in."""
    revoke_links(guest_case(case_id))
    say("The links do not work any more.")
    return redirect(url_for("exchange.cases.show", case_id=case_id), 303)


def guest_case(case_id):
    """The case with a partner who has no account here. Raises Missing for any other."""
    case = find(cases(), case_id)
    if case.counterpart_tenant_id is not None or case.side != "buyer":
        raise Missing
    return case
