"""The applicant takes a document back: pulled back to change it, or withdrawn for good."""

from app.approvals.cases.acting import pull_back, withdraw
from app.approvals.cases.forms import TakeBackForm
from app.approvals.cases.queries import visible_cases
from app.approvals.cases.views.decisions import whereto
from app.approvals.cases.views.inbox import VIEW, bp
from app.kernel import context
from app.kernel.i18n import _
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires


@bp.post("/<uuid:case_id>/recall")
@requires(VIEW)
def create_recall(case_id):
    """Pull it back, as long as nobody has acted."""
    case, form = find(visible_cases(context.actor()), case_id), TakeBackForm()
    pull_back(case.id, by=context.actor(), comment=form.comment.data or "")
    return answer(
        None, whereto(case, form.place.data), _("It is yours again. Change it and submit it again.")
    )


@bp.post("/<uuid:case_id>/withdrawal")
@requires(VIEW)
def create_withdrawal(case_id):
    """Give the matter up."""
    case, form = find(visible_cases(context.actor()), case_id), TakeBackForm()
    withdraw(case.id, by=context.actor(), comment=form.comment.data or "")
    return answer(None, whereto(case, form.place.data), _("The request for approval is withdrawn."))
