"""The list, the form and the page of an order."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.procurement.orders import queries
from app.procurement.orders.contents import items_of
from app.procurement.orders.forms import OrderForm, form_of
from app.procurement.orders.operations import draft_order, usual_terms
from app.procurement.orders.record import ORDER
from app.procurement.orders.showing import order_page
from app.records.pages.views.documents import document_list, document_page, document_routes
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("orders", __name__, url_prefix="/orders")
VIEW, EDIT = "procurement.order.view", "procurement.order.edit"
NEW, FORM = "procurement/orders/new.html", "procurement/orders/_form.html"
document_routes(ORDER, bp)
entry("buy", "Orders", "procurement.orders.index", "cart", VIEW, position=40, key="o")


@bp.get("")
@requires(VIEW)
def index():
    """Orders within reach, newest first."""
    return document_list(ORDER, "procurement/orders/index.html")


@bp.get("/new")
@requires(EDIT)
def new():
    """An empty form, with the supplier's usual terms once it is chosen."""
    partner = queries.supplier(id_of(request.args.get("partner_id")))
    form = OrderForm(usual_terms(partner, by=context.actor()), partner_id=partner.id if partner else "")
    return page(NEW, partner=partner, form=form)


@bp.post("")
@requires(EDIT)
def create():
    """A new draft."""
    form, order = OrderForm(), None
    partner = queries.supplier(id_of(form.partner_id.data), request.form.get("partner_id_text", ""))
    if partner is None:
        form.refuse(_("Choose a supplier."), "partner_id")
    elif form.validate():
        with form.absorbing():
            order = draft_order(
                partner, form.terms, form.items(), by=context.actor(), memo=form.memo.data or ""
            )
    if form.errors:
        return page(NEW, FORM, 422, partner=partner, form=form)
    return answer(None, url_for(".show", record_id=order.id), _("The draft was saved."))


@bp.get("/<uuid:record_id>")
@requires(VIEW)
def show(record_id):
    """What was ordered, and how far it has come."""
    order = find(queries.whole_orders(context.actor()), record_id)
    return document_page(ORDER, order, "procurement/orders/show.html", **order_page(order, "contents"))


@bp.get("/<uuid:record_id>/edit")
@requires(EDIT)
def edit(record_id):
    """The form of a draft."""
    order = find(queries.whole_orders(context.actor()), record_id)
    return page("procurement/orders/edit.html", order=order, partner=order.partner, form=form_of(order))


@bp.put("/<uuid:record_id>")
@requires(EDIT)
def update(record_id):
    """Rewrite a draft."""
    order = find(queries.whole_orders(context.actor()), record_id)
    form = OrderForm()
    if form.validate():
        with form.absorbing():
            items = form.items(items_of(order))
            order.change(form.terms, items, memo=form.memo.data or "", version=form.seen_version)
    if form.errors:
        return page("procurement/orders/edit.html", FORM, 422, order=order, partner=order.partner, form=form)
    return answer(None, url_for(".show", record_id=order.id), _("The draft was saved."))
