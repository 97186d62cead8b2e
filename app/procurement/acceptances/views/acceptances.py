"""The list and the page of an acceptance, and cancelling it."""

from flask import Blueprint, request, url_for

from app.access.users.queries import names_of
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.audit.queries import trail_of
from app.platform.audit.sentences import sentence
from app.procurement.acceptances.cancelling import cancel
from app.procurement.acceptances.model import Acceptance
from app.procurement.acceptances.queries import acceptance_rows, visible_acceptances
from app.procurement.acceptances.wording import DISPOSITIONS, RESULTS, STATES
from app.web.answer import answer, page
from app.web.finding import find
from app.web.forms import ReasonForm
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("acceptances", __name__, url_prefix="/acceptances")
VIEW = "procurement.acceptance.view"
entry("buy", "Acceptances", "procurement.acceptances.index", "stamp", VIEW, position=55)


@bp.get("")
@requires(VIEW)
def index():
    """Acceptances within reach, newest first."""
    asked = {name: request.args.get(name, "").strip() for name in ("q", "status")}
    mine = request.args.get("mine") == "1"
    rows, token = acceptance_rows(context.actor(), mine=mine, **asked), request.args.get("page")
    found = paged(rows, Acceptance.accepted_on, Acceptance.id, descending=True, token=token)
    values = {
        "wanted": asked["status"],
        "q": asked["q"],
        "mine": mine,
        "rows": found,
        "states": STATES,
        "results": RESULTS,
    }
    return page("procurement/acceptances/index.html", "procurement/acceptances/_list.html", **values)


@bp.get("/<uuid:acceptance_id>")
@requires(VIEW)
def show(acceptance_id):
    """What was accepted, rejected and invoiced."""
    acceptance = find(visible_acceptances(context.actor()), acceptance_id)
    return page("procurement/acceptances/show.html", **_shown(acceptance))


@bp.post("/<uuid:acceptance_id>/cancellation")
@requires("procurement.acceptance.cancel")
def create_cancellation(acceptance_id):
    """Only while nothing of it is on an invoice and the month is open."""
    acceptance = find(visible_acceptances(context.actor()), acceptance_id)
    form = ReasonForm()
    if form.validate():
        with form.absorbing():
            cancel(acceptance, reason=form.reason.data, by=context.actor(), version=form.seen_version)
    if form.errors:
        return page("procurement/acceptances/show.html", None, 422, **_shown(acceptance, form))
    return answer(None, url_for(".show", acceptance_id=acceptance.id), _("The acceptance was cancelled."))


def _shown(acceptance, form=None):
    return {
        "acceptance": acceptance,
        "order": acceptance.order,
        "state": STATES[acceptance.status],
        "result": RESULTS[acceptance.result],
        "dispositions": DISPOSITIONS,
        "people": names_of([acceptance.inspector_id, acceptance.cancelled_by_id]),
        "form": form or ReasonForm(data={"version": acceptance.version}),
        "events": [
            {
                "who": one.actor_name,
                "at": one.at,
                "text": sentence(one.verb),
                "body": one.details.get("reason", ""),
            }
            for one in session.scalars(trail_of(acceptance.id))
        ],
    }
