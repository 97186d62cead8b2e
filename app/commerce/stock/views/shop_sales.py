"""Selling over the counter with a phone in hand: a code, a quantity, a big button."""

from flask import Blueprint, request, url_for

from app.commerce.stock import permissions
from app.commerce.stock.forms import ShopSaleForm
from app.commerce.stock.lines import StockLine
from app.commerce.stock.listing import product_by_code, slip_rows, slips
from app.commerce.stock.model import StockSlip
from app.commerce.stock.queries import available_for
from app.commerce.stock.slips import book, undo_slip
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.kernel.ids import id_of, new_id
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("shop_sales", __name__, url_prefix="/shop-sales")
entry("ship", "Sale in the shop", "commerce.shop_sales.index", "cart", permissions.SELL, position=70)


@bp.get("")
@requires(permissions.SELL)
def index():
    """The keys, and what was sold last; `?code=` shows what there is of a product before it is sold."""
    return _till(_empty(request.args.get("code", "")))


@bp.post("")
@requires(permissions.SELL)
def create():
    """Book one sale; the next code is typed at once."""
    form, slip, product = ShopSaleForm().offer(), None, None
    if form.validate():
        product = product_by_code(form.code.data)
        if product is None:
            form.refuse(_("There is no product with this code."), "code")
        else:
            with form.absorbing():
                slip = _sold(form, product)
    if form.errors:
        return _till(form, status=422)
    sold = _("%(name)s was sold.", name=slip.note)
    return answer(None, url_for(".index"), sold)


@bp.delete("/<uuid:slip_id>")
@requires(permissions.SELL)
def delete(slip_id):
    """Take a sale back."""
    slip = find(slips(), slip_id)
    if slip.kind != "shop_sale":
        raise Missing
    undo_slip(slip)
    return answer(None, url_for(".index"), _("The sale was taken back."))


def _sold(form, product):
    """The quantity and the name stand in the note, so that the list of sales needs no look at movements."""
    quantity = form.quantity.data
    return book(
        "shop_sale",
        [StockLine(product.id, quantity)],
        slip_id=id_of(form.token.data) or new_id(),
        warehouse_id=form.warehouse_id.data,
        note=f"{product.name} × {quantity.normalize():f} {product.unit}",
    )


def _empty(code):
    data = {"token": new_id(), "quantity": 1, "code": code}
    return ShopSaleForm(formdata=None, data=data).offer()


def _till(form, status=200):
    found = paged(slip_rows("shop_sale"), StockSlip.booked_at, StockSlip.id, descending=True, size=10)
    product = product_by_code(form.code.data or "")
    there = available_for([product.id])[product.id] if product else None
    values = {"form": form, "rows": found, "product": product, "there": there}
    return page(
        "commerce/stock/shop_sales/index.html", "commerce/stock/shop_sales/_known.html", status, **values
    )
