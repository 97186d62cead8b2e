"""Dry runs."""

from flask import Blueprint, url_for

from app.commerce.robot import permissions, queries, trying
from app.commerce.robot.forms import TrialForm
from app.commerce.robot.showing import rule_page
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("robot_trials", __name__, url_prefix="/robot/<uuid:rule_id>/trial")


@bp.post("")
@requires(permissions.EDIT)
def create(rule_id):
    """Try the rule on slips of the last days."""
    rule, form = find(queries.rules(), rule_id), TrialForm()
    if not form.validate():
        return page("commerce/robot/show.html", None, 422, **rule_page(rule, form))
    trying.try_out(rule, form.days.data)
    return answer(
        None, url_for("commerce.robot.show", rule_id=rule.id), _("The dry run is done. Nothing was changed.")
    )
