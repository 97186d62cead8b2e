"""Splitting slips, moving lines between them, and putting them back."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.desk import queries
from app.commerce.desk.showing import split_page
from app.commerce.slips import splitting
from app.commerce.slips.model import Slip
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("slip_splits", __name__, url_prefix="/slips/<uuid:record_id>/split")


@bp.get("")
@requires(permissions.ORDER_EDIT)
def new(record_id):
    """All slips of the order side by side."""
    return page("commerce/desk/splits/new.html", **split_page(find(queries.slips(), record_id)))


@bp.post("")
@requires(permissions.ORDER_EDIT)
def create(record_id):
    """Move what was picked to a new slip, or to another one of the same order (`to`)."""
    slip, to = find(queries.slips(), record_id), id_of(request.form.get("to"))
    other = find(select(Slip).where(Slip.order_id == slip.order_id), to) if to else None
    try:
        there = _carried(slip, other)
    except Rejected as refusal:
        if request.form.get("page") != "split":
            raise
        values = split_page(slip, refusal)
        return page("commerce/desk/splits/new.html", "commerce/desk/splits/_slips.html", 422, **values)
    return _shown(there, _("The lines were moved.") if other else _("The slip was split."))


@bp.post("/temperatures")
@requires(permissions.ORDER_EDIT)
def create_by_temperature(record_id):
    """A slip for each temperature."""
    slip = find(queries.slips(), record_id)
    made = splitting.split_by_temperature(slip)
    said = _("The slip was split.") if made else _("All goods travel at the same temperature.")
    return answer(None, url_for("commerce.slips.show", record_id=slip.id), said)


@bp.delete("")
@requires(permissions.ORDER_EDIT)
def destroy(record_id):
    """Put a split slip back where it came from."""
    parent = splitting.join(find(queries.slips(), record_id))
    return answer(None, url_for("commerce.slips.show", record_id=parent.id), _("The slip was put back."))


def _carried(slip, other):
    """The slip where the picked pieces lie now."""
    if other is None:
        return splitting.split(slip, _picks())
    splitting.carry_over(slip, other, _picks())
    return other


def _shown(slip, said):
    if request.form.get("page") != "split":
        return answer(None, url_for("commerce.slips.show", record_id=slip.id), said)
    url = url_for(".new", record_id=slip.id)
    return answer("commerce/desk/splits/create.htmx.html", url, said, **split_page(slip))


def _picks():
    """`{slip line id: quantity}` of the posted inputs `pick-<id>`."""
    picks = {}
    for name, text in request.form.items():
        line = id_of(name.removeprefix("pick-")) if name.startswith("pick-") else None
        if line and text.strip():
            if not text.strip().isdigit():
                raise Rejected("Enter whole numbers of pieces.", "quantity")
            picks[line] = int(text)
    return picks
