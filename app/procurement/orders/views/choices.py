"""Help with the form: suppliers and products to choose from, and what it adds up to. Nothing is saved
here.
"""

from flask import Blueprint, request

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import id_of
from app.procurement.orders import queries
from app.procurement.orders.contents import taxed
from app.procurement.orders.forms import OrderForm
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("order_choices", __name__, url_prefix="/orders/choices")
EDIT = "procurement.order.edit"


@bp.get("/suppliers")
@requires("procurement.order.view")
def suppliers():
    """Suppliers that match what was typed, as options."""
    asked = next((value for name, value in request.args.items() if name.endswith("_text") or name == "q"), "")
    found = session.scalars(queries.suppliers_matching(asked)).all()
    return page("procurement/orders/choices/_suppliers.html", suppliers=found)


@bp.get("/products")
@requires(EDIT)
def products():
    """Products that match what is typed into a cell, as options that fill the line."""
    found = session.scalars(queries.products_matching(request.args.get("q", ""))).all()
    return page("procurement/orders/choices/_products.html", products=found)


@bp.post("/totals")
@requires(EDIT)
def totals():
    """Sum, tax per rate and total of what is typed now."""
    form = OrderForm()
    partner = queries.supplier(id_of(form.partner_id.data))
    try:
        whole = taxed(form.items(), clock.today(), partner.rounding if partner else "floor")
    except Rejected:
        whole = None
    return page("procurement/orders/choices/_totals.html", whole=whole, me=context.actor())
