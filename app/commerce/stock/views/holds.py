"""Keeping pieces of a product from being sold, and letting them go."""

from flask import Blueprint, url_for

from app.commerce.stock import permissions
from app.commerce.stock.forms import HoldForm
from app.commerce.stock.kinds import HOLD
from app.commerce.stock.reserving import hold_back, release
from app.commerce.stock.views.stock import stock_page
from app.kernel.i18n import _
from app.masters.products.record import PRODUCT
from app.records.kit.queries import every
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("stock_holds", __name__, url_prefix="/stock/<uuid:product_id>/holds")


@bp.post("")
@requires(permissions.EDIT)
def create(product_id):
    """Hold some pieces back."""
    product = find(every(PRODUCT), product_id)
    form = HoldForm().offer()
    if form.validate():
        with form.absorbing():
            hold_back(
                product.id, form.quantity.data, warehouse_id=form.warehouse_id.data, label=form.label.data
            )
    if form.errors:
        return page("commerce/stock/show.html", None, 422, **stock_page(product, hold=form))
    return answer(None, url_for("commerce.stock.show", product_id=product.id), _("The pieces are held back."))


@bp.delete("/<uuid:hold_id>")
@requires(permissions.EDIT)
def delete(product_id, hold_id):
    """Let them be sold again."""
    product = find(every(PRODUCT), product_id)
    release([hold_id], kind=HOLD)
    message = _("The pieces can be sold again.")
    return answer(None, url_for("commerce.stock.show", product_id=product.id), message)
