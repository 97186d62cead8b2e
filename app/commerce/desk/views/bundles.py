"""Slips that travel in one parcel."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.desk import queries
from app.commerce.slips import bundling
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import LABELS
from app.commerce.slips.wording import shown_person
from app.kernel.db import session
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("bundles", __name__)
entry("ship", "Bundles", "commerce.bundles.index", "layers", permissions.ORDER_VIEW, position=20)


@bp.get("/bundles")
@requires(permissions.ORDER_VIEW)
def index():
    """Recipients with several open orders, side by side."""
    found = select(Slip).where(Slip.id.in_(bundling.candidates()))
    rows = paged(found, Slip.phone_key, Slip.id, token=request.args.get("page"))
    return page(
        "commerce/desk/bundles/index.html",
        "commerce/desk/bundles/_list.html",
        rows=rows,
        shown=shown_person,
        statuses=LABELS,
    )


@bp.post("/slips/<uuid:record_id>/bundle")
@requires(permissions.ORDER_EDIT)
def create(record_id):
    """Put the chosen slips into the parcel of this one."""
    leader = find(queries.slips(), record_id)
    ids = [one for one in map(id_of, request.form.getlist("ids")) if one]
    bundling.bundle(leader, session.scalars(select(Slip).where(Slip.id.in_(ids))).all())
    return answer(
        None, url_for("commerce.slips.show", record_id=leader.id), _("They travel in one parcel now.")
    )


@bp.delete("/slips/<uuid:record_id>/bundle")
@requires(permissions.ORDER_EDIT)
def destroy(record_id):
    """Take this slip out of the parcel it travels in."""
    slip = find(queries.slips(), record_id)
    bundling.unbundle(slip)
    return answer(None, url_for("commerce.slips.show", record_id=slip.id), _("It travels by itself again."))
