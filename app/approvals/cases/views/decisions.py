"""Deciding: approve, send back, reject; from the inbox, the case or the document's own page."""

from flask import g, redirect, request, url_for

from app.approvals.cases.acting import approve, reject, send_back
from app.approvals.cases.drawing import drawn
from app.approvals.cases.forms import DECISIONS, PLACES, DecisionForm
from app.approvals.cases.queries import visible_cases
from app.approvals.cases.views.inbox import bp, inbox_values
from app.kernel import context
from app.kernel.i18n import _l
from app.web.answer import answer, page, say, wants_fragment
from app.web.finding import find
from app.web.guards import requires

DECIDE = "approvals.case.decide"
VERBS = {"approve": approve, "return": send_back, "reject": reject}
SAID = {
    "approve": _l("“%(title)s” is approved."),
    "return": _l("“%(title)s” is sent back."),
    "reject": _l("“%(title)s” is rejected."),
}


@bp.get("/<uuid:case_id>/decisions/new")
@requires(DECIDE)
def new_decision(case_id):
    """The question for a comment: a dialog where htmx asks, a page otherwise."""
    case = find(visible_cases(context.actor()), case_id)
    if not drawn(case).may_decide:
        return redirect(url_for("approvals.cases.show", case_id=case.id), 303)
    wanted, place = request.args.get("decision"), request.args.get("place")
    form = DecisionForm(
        formdata=None,
        decision=wanted if wanted in DECISIONS else "approve",
        place=place if place in PLACES else "case",
    )
    return _asked(case, form, 200)


@bp.post("/<uuid:case_id>/decisions")
@requires(DECIDE)
def create_decision(case_id):
    """Decide, and go back to where the reader stood."""
    case, form = find(visible_cases(context.actor()), case_id), DecisionForm()
    if form.validate():
        with form.absorbing():
            VERBS[form.decision.data](case.id, by=context.actor(), comment=form.comment.data or "")
    if form.errors:
        return _asked(case, form, 422)
    say(SAID[form.decision.data], title=case.title)
    return _afterwards(case, form.place.data)


def _asked(case, form, status):
    if form.decision.data not in DECISIONS:
        form.decision.data = "approve"
    part = "_dialog" if status == 200 else "_form"
    values = {
        "case": case,
        "form": form,
        "decision": DECISIONS[form.decision.data],
        "dialog": wants_fragment(),
    }
    return page(
        "approvals/cases/decisions/new.html", f"approvals/cases/decisions/{part}.html", status, **values
    )


def _afterwards(case, place):
    if place == "inbox" and wants_fragment():
        g.decided = 1
        return answer("approvals/cases/decisions/create.htmx.html", "", **inbox_values({}))
    return answer(None, whereto(case, place))


def whereto(case, place):
    """Address of the place (inbox, case, document) one came from."""
    if place == "document":
        return request.script_root + case.path
    if place == "inbox":
        return url_for("approvals.cases.index")
    return url_for("approvals.cases.show", case_id=case.id)
