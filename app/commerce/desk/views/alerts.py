"""One-click answers to what the checks found."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.alerts.kinds import ANSWERS
from app.commerce.alerts.model import Alert
from app.commerce.desk import queries
from app.commerce.slips.answering import answer as answer_alert
from app.kernel.i18n import translate
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("slip_alerts", __name__, url_prefix="/slips/<uuid:record_id>/alerts/<uuid:alert_id>")


@bp.post("/answer")
@requires(permissions.ORDER_EDIT)
def create_answer(record_id, alert_id):
    """Answer one alert; the slip goes on when it was the last."""
    slip = find(queries.slips(), record_id)
    alert = find(select(Alert).where(Alert.order_id == slip.order_id), alert_id)
    code, choice = request.form.get("answer", ""), request.form.get("choice", "0")
    answer_alert(alert, code, choice=int(choice) if choice.isdigit() else 0)
    return answer(None, url_for("commerce.slips.show", record_id=slip.id), translate(ANSWERS[code]))
