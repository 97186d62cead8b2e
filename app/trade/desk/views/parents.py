"""The deal above a deal."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.trade.desk.forms import ParentForm
from app.trade.desk.parenting import put_under
from app.trade.desk.views.facts import facts_of
from app.trade.permissions import WORK
from app.trade.rooms.queries import enter
from app.web.answer import answer, page
from app.web.finding import id_asked
from app.web.guards import requires

bp = Blueprint("parents", __name__, url_prefix="/deals/<uuid:deal_id>/parent")


@bp.post("")
@requires(WORK)
def create(deal_id):
    """Put it under another deal, or under none."""
    entered, form = enter(deal_id, id_asked("seat"), lock=True), ParentForm()
    if form.validate():
        with form.absorbing():
            put_under(entered, form.parent.data)
    if form.errors:
        return page("trade/desk/deals/edit.html", None, 422, **facts_of(entered, form=form))
    there = url_for("trade.deals.show", deal_id=deal_id, seat=entered.seat)
    return answer(None, there, _("Saved."))
