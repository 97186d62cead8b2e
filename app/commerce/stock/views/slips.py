"""Booking by hand: receipts, returns, adjustments, transfers; the documents, and taking them back."""

from flask import Blueprint, abort, request, url_for

from app.commerce.stock import permissions
from app.commerce.stock.forms import SlipForm, slip_form
from app.commerce.stock.kinds import KINDS, SLIPS
from app.commerce.stock.listing import movements_of, slip_names, slip_rows, slips
from app.commerce.stock.model import StockSlip
from app.commerce.stock.naming import name_source
from app.commerce.stock.slips import SOURCE, book, undo_slip
from app.kernel.i18n import _
from app.kernel.ids import id_of, new_id
from app.masters.products.record import PRODUCT
from app.records.kit.queries import every
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("slips_of_stock", __name__, url_prefix="/stock-slips")
name_source(SOURCE, "commerce.slips_of_stock.show", slip_names)
TYPED = {kind: label for kind, label in SLIPS.items() if kind != "shop_sale"}


@bp.get("")
@requires(permissions.VIEW)
def index():
    """What was booked by hand, newest first."""
    kind = request.args.get("kind", "") if request.args.get("kind") in SLIPS else ""
    found = paged(
        slip_rows(kind),
        StockSlip.booked_at,
        StockSlip.id,
        descending=True,
        token=request.args.get("page"),
    )
    values = {"rows": found, "kind": kind, "kinds": SLIPS}
    return page("commerce/stock/slips/index.html", "commerce/stock/slips/_list.html", **values)


@bp.get("/new/<string:kind>")
@requires(permissions.EDIT)
def new(kind):
    """An empty document of a kind; `?product=` fills in its first line."""
    product_id, lines = id_of(request.args.get("product")), []
    if product_id:
        product = find(every(PRODUCT), product_id)
        lines = [{"name_id": product.id, "name": product.name}]
    return _form(kind, slip_form(_known(kind), lines))


@bp.post("/<string:kind>")
@requires(permissions.EDIT)
def create(kind):
    """Book it."""
    form, slip = SlipForm().offer(_known(kind)), None
    if form.validate():
        lines = form.stock_lines()
        if not form.lines.errors:
            with form.absorbing():
                slip = _booked(kind, form, lines)
    if form.errors:
        return _form(kind, form, status=422)
    message = _("%(what)s %(number)s has been booked.", what=SLIPS[kind], number=slip.number)
    return answer(None, url_for(".show", slip_id=slip.id), message)


@bp.get("/<uuid:slip_id>")
@requires(permissions.VIEW)
def show(slip_id):
    """What was booked, and what it did."""
    slip = find(slips(), slip_id)
    values = {
        "slip": slip,
        "movements": movements_of(SOURCE, slip.id),
        "kinds": KINDS,
        "label": SLIPS[slip.kind],
    }
    return page("commerce/stock/slips/show.html", None, **values)


@bp.post("/<uuid:slip_id>/undoing")
@requires(permissions.EDIT)
def create_undoing(slip_id):
    """Take everything back by counter movements."""
    slip = find(slips(), slip_id)
    undo_slip(slip)
    message = _("%(number)s has been taken back by counter movements.", number=slip.number)
    return answer(None, url_for(".show", slip_id=slip.id), message)


def _known(kind):
    if kind not in TYPED:
        abort(404)
    return kind


def _booked(kind, form, lines):
    to = form.to_warehouse_id.data if kind == "transfer" else None
    return book(
        kind,
        lines,
        slip_id=id_of(form.token.data) or new_id(),
        warehouse_id=form.warehouse_id.data,
        to_warehouse_id=to,
        happened_on=form.happened_on.data,
        note=form.note.data or "",
    )


def _form(kind, form, status=200):
    values = {"form": form, "kind": kind, "kinds": TYPED}
    return page("commerce/stock/slips/new.html", None, status, **values)
