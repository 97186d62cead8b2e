"""What a clerk does to one slip."""

from flask import Blueprint, url_for

from app.commerce import permissions
from app.commerce.desk import queries
from app.commerce.desk.acts import ACTS
from app.commerce.desk.forms import ActForm
from app.commerce.desk.wording import ACT_LABELS
from app.commerce.slips.moving import REFUSALS
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("slip_movements", __name__, url_prefix="/slips/<uuid:record_id>/movements")


@bp.post("")
@requires(permissions.ORDER_EDIT)
def create(record_id):
    """One act of `acts` on this slip alone; a refusal is a sentence, nothing changes then."""
    slip, form = find(queries.slips(), record_id), ActForm()
    act = form.act.data
    if act not in ACTS:
        raise Rejected("This cannot be done to slips.")
    done = ACTS[act]([slip.id], form.content())
    if slip.id in done.refused:
        raise Rejected(REFUSALS[done.refused[slip.id]])
    return answer(None, url_for("commerce.slips.show", record_id=slip.id), translate(ACT_LABELS[act]))
