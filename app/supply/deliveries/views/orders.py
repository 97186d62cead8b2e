"""受注: the list, one order, 注文請書 and change requests."""

from flask import Blueprint, redirect, request, url_for

from app.exchange.answering.forms import AnswerOrderForm
from app.exchange.answering.once import new_token
from app.exchange.envelopes.queries import attachments_of
from app.kernel.text import fold
from app.records.kit.blocks import blocks_on
from app.supply.deliveries.queries import deliveries_of
from app.supply.orders.model import ReceivedOrder
from app.supply.orders.operations import acknowledge, request_change
from app.supply.orders.queries import listed, orders
from app.supply.orders.standing import standing_of
from app.supply.permissions import ACKNOWLEDGE, VIEW_ORDERS
from app.web import menu
from app.web.answer import page, say
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("orders", __name__, url_prefix="/portal/orders")
menu.entry(
    "portal", "Orders and deliveries", "supply.orders.index", "truck", VIEW_ORDERS, position=20, key="o"
)


@bp.get("/")
@requires(VIEW_ORDERS)
def index():
    """Orders, the newest first; `state` waiting, open or cancelled."""
    state, q = request.args.get("state", ""), request.args.get("q", "").strip()
    found = listed(state, fold(q).split())
    columns = (ReceivedOrder.received_at, ReceivedOrder.id)
    rows = paged(found, *columns, descending=True, token=request.args.get("page"))
    values = {"rows": rows, "state": state, "q": q, "standing_of": standing_of}
    fragment = "supply/deliveries/orders/_list.html"
    return page("supply/deliveries/orders/index.html", fragment, **values)


@bp.get("/<uuid:order_id>")
@requires(VIEW_ORDERS)
def show(order_id):
    """The order in force, its paper, what was shipped and accepted."""
    return page("supply/deliveries/orders/show.html", **facts_of(find(orders(), order_id)))


@bp.post("/<uuid:order_id>/acknowledgement")
@requires(ACKNOWLEDGE)
def create_acknowledgement(order_id):
    """注文請書."""
    order, form = find(orders(), order_id), AnswerOrderForm()
    with form.absorbing():
        acknowledge(order, form.comment.data or "", token=form.token.data)
    if form.failed:
        return page("supply/deliveries/orders/show.html", status=422, **facts_of(order, form))
    say("The order is confirmed. The buyer was told.")
    return redirect(url_for(".show", order_id=order_id), 303)


@bp.get("/<uuid:order_id>/change-request")
@requires(ACKNOWLEDGE)
def new_change_request(order_id):
    """The form for other dates, prices or quantities."""
    order = find(orders(), order_id)
    form = AnswerOrderForm(formdata=None, token=new_token()).for_lines(ids_of(order))
    return page("supply/deliveries/orders/change.html", order=order, form=form)


@bp.post("/<uuid:order_id>/change-request")
@requires(ACKNOWLEDGE)
def create_change_request(order_id):
    """Ask the buyer for the change."""
    order = find(orders(), order_id)
    form = AnswerOrderForm().for_lines(ids_of(order))
    if form.validate():
        with form.absorbing():
            request_change(order, form.wishes(), form.comment.data or "", token=form.token.data)
    if form.failed:
        return page("supply/deliveries/orders/change.html", status=422, order=order, form=form)
    say("Your wish was sent. The buyer will accept it or answer.")
    return redirect(url_for(".show", order_id=order_id), 303)


def ids_of(order):
    """The buyer's ids of the lines in force."""
    return [line.line_id for line in order.lines if line.quantity]


def facts_of(order, form=None):
    """Everything the page of an order shows."""
    return {
        "order": order,
        "body": order.envelope.content,
        "standing": standing_of(order, sum(line.quantity > line.accepted for line in order.lines)),
        "files": attachments_of(order.envelope_id),
        "deliveries": deliveries_of(order),
        "form": form or AnswerOrderForm(formdata=None, token=new_token()),
        **blocks_on("received_order", order),
    }
