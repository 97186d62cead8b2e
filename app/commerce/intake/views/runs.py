"""An intake goes in."""

from flask import url_for

from app.commerce import permissions
from app.commerce.intake import queries, running
from app.commerce.intake.views.intakes import bp
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires


@bp.post("/<uuid:intake_id>/admission")
@requires(permissions.ORDER_TAKE)
def create_admission(intake_id):
    """Take the files in, in the background."""
    intake = find(queries.intakes(), intake_id)
    running.start(intake)
    return answer(None, url_for(".show", intake_id=intake.id))
