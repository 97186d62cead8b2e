"""The page for orders by telephone: who calls, what they want, what it costs, while they speak."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.clientele.showing import expect_sight
from app.commerce.orders.model import Order
from app.commerce.persons.noticing import note_read
from app.commerce.telephone import callers as calling
from app.commerce.telephone.forms import OrderForm, filled_with
from app.commerce.telephone.goods import known_goods, lines_again, offered_goods
from app.commerce.telephone.operations import chosen_customer, enter
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import answer, page, typed_ahead
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("telephone_orders", __name__, url_prefix="/telephone-orders")
NEW, FORM = "commerce/telephone/new.html", "commerce/telephone/_form.html"


@bp.get("/new")
@requires(permissions.ORDER_EDIT)
def new():
    """An empty order, or one of a customer."""
    expect_sight()
    form, caller = OrderForm(), calling.caller(request.args.get("customer", type=id_of))
    if caller:
        _note([caller])
        form = OrderForm(
            data={
                "customer_id": caller.customer.id,
                "buyer": caller.customer.person,
                "payment": caller.payment,
            }
        )
    return form_page(form, calling.known(caller))


@bp.post("")
@requires(permissions.ORDER_EDIT)
def create():
    """Take the order in."""
    expect_sight()
    form = OrderForm()
    customer = chosen_customer(id_of(form.customer_id.data))
    incoming = form.read(known_goods(form.codes()))
    if incoming is None:
        return form_page(form, calling.again(customer, form.caller.data), 422)
    slip = enter(incoming, customer, fax_id=form.fax_id)
    return answer(
        None,
        url_for("commerce.slips.show", record_id=slip.id),
        _("Order %(number)s was taken in.", number=slip.order_number),
    )


@bp.post("/callers")
@requires(permissions.ORDER_EDIT)
def callers():
    """Customers for what was typed so far, with what they bought."""
    expect_sight()
    form = OrderForm()
    found = calling.callers(form.caller.data or "")
    _note(found.found)
    empty = not (form.buyer.form.family.data or form.buyer.form.company.data)
    return form_page(form, found, fragment="commerce/telephone/_callers.html", at_once=empty)


@bp.post("/totals")
@requires(permissions.ORDER_EDIT)
def totals():
    """What it costs so far."""
    form = OrderForm()
    form.complete(known_goods(form.codes()))
    return form_page(form, None, fragment="commerce/telephone/_totals.html")


@bp.post("/lines")
@requires(permissions.ORDER_EDIT)
def lines():
    """The lines typed so far, and behind them those of a former order at today's prices."""
    order = find(select(Order), id_of(request.args.get("order", "")))
    rows = [*OrderForm().lines.data, *lines_again(order)]
    form = OrderForm(formdata=None, data={"lines": rows})
    return form_page(form, None, fragment="commerce/telephone/lines.htmx.html")


@bp.get("/products")
@requires(permissions.ORDER_EDIT)
def products():
    """Products for what was typed into a line."""
    return page("commerce/telephone/_products.html", rows=offered_goods(typed_ahead()))


def form_page(form, found, status=200, *, fragment=FORM, at_once=False):
    """The page with a form, or the part of it that is asked for."""
    return page(
        NEW, fragment, status, form=form, found=found, fill=_fill, at_once=at_once, costs=form.costs(),
        fax=form.kept_fax,
    )  # fmt: skip


def _fill(caller):
    """What choosing a caller puts into the form."""
    return filled_with(caller.customer.person, customer_id=str(caller.customer.id), payment=caller.payment)


def _note(found):
    for one in found:
        note_read(one.customer.id, one.customer.code)
