"""Gate-in slips on site, by telephone: booking number, containers, what is still missing."""

from flask import Blueprint, request, url_for

from app.kernel.i18n import _
from app.trade.documents.beginning import create
from app.trade.documents.forms import GateForm, SlipForm
from app.trade.documents.gating import SLIP, boxes, entered_for
from app.trade.permissions import WORK
from app.trade.views import entered_by
from app.web.answer import answer, page
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("gates", __name__)
entry("share", "Gate-in slips", "trade.gates.index", "truck", WORK, position=20)
PAGE = "trade/documents/gate.html"


@bp.get("/gate-slips")
@requires(WORK)
def index():
    """The booking number, and the containers of its deals."""
    asked = "booking" in request.args
    form = GateForm(formdata=request.args if asked else None, meta={"csrf": False})
    found = entered_for(form.booking.data) if asked and form.validate() else []
    if asked and not found and not form.errors:
        form.refuse(_("No deal with this booking number takes gate-in slips from you."), "booking")
    shown = [(room, boxes(room), SlipForm(formdata=None, data={"seat": str(room.seat)})) for room in found]
    return page(PAGE, None, 422 if form.errors else 200, form=form, found=shown)


@bp.post("/deals/<uuid:deal_id>/gate-slips")
@requires(WORK)
def create_slip(deal_id):
    """Begin the slip of a container, or go on with the one there is."""
    room, form = entered_by(deal_id, lock=True), SlipForm()
    if form.validate():
        with form.absorbing():
            row = create(room, SLIP, form.unit.data)
    if form.errors:
        booking = GateForm(formdata=None, meta={"csrf": False})
        return page(PAGE, None, 422, form=booking, found=[(room, boxes(room), form)])
    return answer(
        None, url_for("trade.document_edits.edit", deal_id=deal_id, document_id=row.id, seat=room.seat)
    )
