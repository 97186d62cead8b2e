"""The list of customers, the page of one, and its form."""

from flask import Blueprint, request, url_for

from app.commerce import permissions
from app.commerce.clientele import queries
from app.commerce.clientele.forms import CustomerForm
from app.commerce.clientele.operations import correct, enter
from app.commerce.clientele.record import CUSTOMER
from app.commerce.clientele.showing import customer_page, expect_sight
from app.commerce.clientele.typed import typed_person
from app.commerce.orders.model import Order
from app.kernel.i18n import _
from app.records.pages.views.documents import document_list, document_routes
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("customers", __name__, url_prefix="/customers")
document_routes(CUSTOMER, bp)
LIST, SHOW = "commerce/clientele/customers/index.html", "commerce/clientele/customers/show.html"
NEW, EDIT = "commerce/clientele/customers/new.html", "commerce/clientele/customers/edit.html"
ORDERS, FORM = "commerce/clientele/customers/_orders.html", "commerce/clientele/customers/_form.html"
entry("ship", "Shop customers", "commerce.customers.index", "users", permissions.CUSTOMER_VIEW, position=30)


@bp.get("")
@requires(permissions.CUSTOMER_VIEW)
def index():
    """Customers, who ordered last first."""
    return document_list(CUSTOMER, LIST)


@bp.get("/new")
@requires(permissions.CUSTOMER_EDIT)
def new():
    """The form of a new customer."""
    return page(NEW, form=CustomerForm())


@bp.post("")
@requires(permissions.CUSTOMER_EDIT)
def create():
    """Enter a customer who has not bought yet."""
    form = CustomerForm()
    if form.validate():
        with form.absorbing():
            customer = enter(typed_person(form.data))
            correct(customer, **form.facts())
    if form.errors:
        return page(NEW, FORM, 422, form=form)
    return answer(None, url_for(".show", record_id=customer.id), _("The customer was entered."))


@bp.get("/<uuid:record_id>")
@requires(permissions.CUSTOMER_VIEW)
def show(record_id):
    """Everything about one customer; the orders by pages."""
    customer = find(queries.customers(), record_id)
    orders = paged(
        queries.orders_of(customer),
        Order.ordered_at,
        Order.id,
        descending=True,
        token=request.args.get("page"),
    )
    return page(
        SHOW,
        ORDERS,
        orders=orders,
        **customer_page(customer),
    )


@bp.get("/<uuid:record_id>/edit")
@requires(permissions.CUSTOMER_EDIT)
def edit(record_id):
    """The form of a customer."""
    expect_sight()
    customer = find(queries.customers(), record_id)
    return page(EDIT, customer=customer, form=CustomerForm.of(customer))


@bp.put("/<uuid:record_id>")
@requires(permissions.CUSTOMER_EDIT)
def update(record_id):
    """Correct a customer."""
    expect_sight()
    customer, form = find(queries.customers(), record_id), CustomerForm()
    if form.validate():
        with form.absorbing():
            correct(customer, person=typed_person(form.data), version=form.seen_version, **form.facts())
    if form.errors:
        return page(
            EDIT,
            FORM,
            422,
            customer=customer,
            form=form,
        )
    return answer(None, url_for(".show", record_id=customer.id), _("The customer was saved."))
