"""The choice: its page, the matrix to choose in, a preview of its sums."""

from flask import Blueprint, request, url_for

from app.approvals.queries import drawing_of
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.procurement.awards import operations, queries
from app.procurement.awards.forms import AwardForm, typed_quantities
from app.procurement.awards.wording import MODES, OUTCOMES, SAVINGS, STATES
from app.procurement.comparisons.queries import comparison_of
from app.procurement.rfqs.queries import whole_rfqs
from app.procurement.rfqs.showing import record_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("awards", __name__, url_prefix="/rfqs/<uuid:rfq_id>/award")
PROPOSE = "procurement.award.propose"


@bp.get("")
@requires("procurement.quote.view")
def show(rfq_id):
    """The choice as proposed or decided, with route, savings and letters; earlier proposals below."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    awards = session.scalars(queries.awards_of(rfq.id)).all()
    values = {
        **record_page(rfq, "award"),
        "awards": [(one, queries.savings_of(one), drawing_of(one.id)) for one in awards],
        "wording": {"states": STATES, "modes": MODES, "savings": SAVINGS, "outcomes": OUTCOMES},
    }
    return page("procurement/awards/show.html", **values)


@bp.get("/new")
@requires(PROPOSE)
def new(rfq_id):
    """The matrix with something to choose in every cell; `?mode=` says what."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    form = AwardForm(mode=_mode(), version=rfq.version)
    return page("procurement/awards/new.html", "procurement/awards/_form.html", **_choosing(rfq, form))


@bp.post("/preview")
@requires(PROPOSE)
def preview(rfq_id):
    """What the choice so far comes to. Nothing is saved."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    form = AwardForm()
    values = _choosing(rfq, form, weighed=True)
    return page("procurement/awards/new.html", "procurement/awards/_preview.html", **values)


@bp.post("")
@requires(PROPOSE)
def create(rfq_id):
    """Propose it to the approvers, or decide it when no route asks for approval."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    form = AwardForm()
    with form.absorbing():
        choices = form.choices(comparison_of(rfq))
        operations.award(
            rfq, form.mode.data, choices, by=context.actor(), version=form.seen_version, **form.words
        )
    if form.errors:
        values = _choosing(rfq, form, weighed=True)
        return page("procurement/awards/new.html", "procurement/awards/_form.html", 422, **values)
    return answer(None, url_for(".show", rfq_id=rfq.id), _("The choice was submitted."))


def _mode():
    return request.args.get("mode") if request.args.get("mode") in MODES else "whole"


def _choosing(rfq, form, weighed=False):
    matrix = comparison_of(rfq)
    return {
        **record_page(rfq, "award"),
        "form": form,
        "matrix": matrix,
        "typed": typed_quantities(),
        "picked": form.picked,
        "choice": form.weighed(rfq, matrix) if weighed else None,
        "modes": MODES,
        "rule": operations.quote_rule(rfq),
    }
