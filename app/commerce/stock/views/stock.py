"""The stock of all products, and the page of one."""

from flask import Blueprint, request

from app.commerce.stock import permissions, wording  # noqa: F401 -- registers the sentences
from app.commerce.stock.drawing import over_time, picture
from app.commerce.stock.forms import HoldForm, rule_form
from app.commerce.stock.kinds import KINDS
from app.commerce.stock.listing import (
    SHOWS,
    daily_changes,
    movement_rows,
    open_reservations,
    places_of,
    stock_rows,
)
from app.commerce.stock.model import StockMovement
from app.commerce.stock.naming import named
from app.commerce.stock.queries import available_for, rules_for
from app.commerce.stock.rules import rule_of
from app.commerce.warehouses.queries import warehouses
from app.kernel import clock
from app.kernel.ids import id_of
from app.masters.product_sets.queries import parts_and_sets
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.records.kit.queries import every
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("stock", __name__, url_prefix="/stock")
entry("ship", "Stock", "commerce.stock.index", "box", permissions.VIEW, position=60, key="z")


@bp.get("")
@requires(permissions.VIEW)
def index():
    """What lies where, by product code."""
    asked = {"q": request.args.get("q", "").strip(), "warehouse_id": id_of(request.args.get("warehouse"))}
    asked["show"] = request.args.get("show", "") if request.args.get("show") in SHOWS else ""
    found = paged(stock_rows(**asked), Product.code, Product.id, token=request.args.get("page"))
    sets = [row.id for row in found if row.is_set]
    places = asked["warehouse_id"] and [asked["warehouse_id"]]
    values = {"rows": found, "sets": available_for(sets, places) if sets else {}, "places": warehouses()}
    return page("commerce/stock/index.html", "commerce/stock/_list.html", **values, **asked)


@bp.get("/<uuid:product_id>")
@requires(permissions.VIEW)
def show(product_id):
    """Where it lies, how that came about, and who waits for it."""
    product = find(every(PRODUCT), product_id)
    return page("commerce/stock/show.html", "commerce/stock/_ledger.html", **stock_page(product))


def stock_page(product, hold=None, rule=None):
    """Values of a product's page; `hold` and `rule` are forms as they were typed."""
    places = places_of(product.id)
    here = id_of(request.args.get("warehouse"))
    own = rule_of(product.id)
    return {
        **_ledger(product, here),
        "product": product,
        "places": places,
        "here": here,
        "figures": available_for([product.id])[product.id],
        "parts": parts_and_sets(product.id)[0],
        "picture": _picture(product, places),
        "rule": own or rules_for([product.id]).get(product.id),
        "own_rule": own,
        "rule_form": rule or rule_form(own),
        "hold_form": hold or HoldForm(formdata=None).offer(),
    }


def _ledger(product, here):
    rows = movement_rows(product.id, here)
    token = request.args.get("page")
    found = paged(rows, StockMovement.at, StockMovement.id, descending=True, token=token)
    reservations = open_reservations(product.id)
    sources = [(row.source, row.source_id) for row in found]
    links = named([*sources, *((one.for_kind, one.for_id) for one in reservations)])
    return {"rows": found, "reservations": reservations, "links": links, "kinds": KINDS}


def _picture(product, places):
    now, today = sum(one.on_hand for one in places), clock.today()
    days = over_time(now, {}, today)
    return picture(over_time(now, daily_changes(product.id, days[0][0]), today)) if places else None
