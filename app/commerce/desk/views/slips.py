"""The desk's list, and the page of a slip."""

from flask import Blueprint, redirect, request, url_for

from app.commerce import permissions
from app.commerce.desk import queries
from app.commerce.desk.showing import slip_page
from app.commerce.desk.views.facts import fact_of
from app.commerce.desk.wording import ACT_LABELS, why
from app.commerce.slips.record import SLIP
from app.commerce.slips.statuses import LABELS, OPEN
from app.records.kit.blocks import blocks_on
from app.records.pages.views.documents import document_list, document_routes
from app.records.pages.views.neighbours import neighbours
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("slips", __name__, url_prefix="/slips")
document_routes(SLIP, bp)
entry("ship", "Order desk", "commerce.slips.index", "clipboard", permissions.ORDER_VIEW, position=10, key="s")


@bp.get("")
@requires(permissions.ORDER_VIEW)
def index():
    """Slips in their columns, what is to be done first."""
    return document_list(
        SLIP,
        "commerce/desk/slips/index.html",
        counts=queries.counts(),
        columns_of_desk=[LABELS[one] for one in OPEN],
        cap=queries.CAP,
    )


@bp.get("/new")
@requires(permissions.ORDER_EDIT)
def new():
    """An order by telephone begins on a page of its own."""
    return redirect(url_for("commerce.telephone_orders.new"), 303)


@bp.get("/<uuid:record_id>")
@requires(permissions.ORDER_VIEW)
def show(record_id):
    """Everything about one slip and its order, without leaving."""
    slip = find(queries.slips(), record_id)
    return page(
        "commerce/desk/slips/show.html",
        kind=SLIP,
        beside=neighbours(SLIP, slip, request.args, {}),
        acts=ACT_LABELS,
        why=why,
        fact_of=fact_of,
        **blocks_on(SLIP.name, slip),
        **slip_page(slip),
    )
