"""Codes of shops that are no product of ours yet, and those that are."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.channels.model import Channel
from app.commerce.listings.forms import ListingForm
from app.commerce.listings.model import Listing
from app.commerce.listings.operations import assign, forget, known_listings, unmapped
from app.commerce.listings.proposing import products_like, proposals
from app.kernel.db import session
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.masters.products.model import Product
from app.web.answer import answer, page, typed_ahead
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("listings", __name__, url_prefix="/listings")
SHOWN = 200
entry(
    "ship", "Product codes of shops", "commerce.listings.index", "link", permissions.ORDER_VIEW, position=60
)


@bp.get("")
@requires(permissions.ORDER_VIEW)
def index():
    """The inbox: codes that stop orders, each with likely products."""
    rows = session.execute(unmapped().limit(SHOWN)).all()
    return page("commerce/listings/index.html", rows=rows, proposals=proposals(rows))


@bp.get("/known")
@requires(permissions.ORDER_VIEW)
def known():
    """What was assigned so far."""
    rows = paged(
        known_listings(), Listing.created_at, Listing.id, descending=True, token=request.args.get("page")
    )
    return page("commerce/listings/known.html", "commerce/listings/_known.html", rows=rows)


@bp.get("/new")
@requires(permissions.ORDER_EDIT)
def new():
    """Assign one code."""
    form = ListingForm(formdata=request.args, meta={"csrf": False}) if request.args else ListingForm()
    return page("commerce/listings/new.html", form=form, **_named(form))


@bp.get("/options")
@requires(permissions.ORDER_EDIT)
def options():
    """Products for what was typed so far."""
    return page("commerce/listings/_options.html", rows=products_like(typed_ahead()))


@bp.post("")
@requires(permissions.ORDER_EDIT)
def create():
    """Assign; all orders that wait for the code go on."""
    form = ListingForm()
    channel, product = find(select(Channel), id_of(form.channel_id.data)), _product(form)
    if product is None:
        form.refuse(_("Choose a product."), "product_id")
    elif form.validate():
        with form.absorbing():
            assign(channel, *form.codes, product, factor=form.factor.data, options=form.options.data or "")
    if form.errors:
        return page(
            "commerce/listings/new.html", "commerce/listings/_form.html", 422, form=form, **_named(form)
        )
    return answer(None, url_for(".index"), _("Assigned. Orders that waited for it go on."))


@bp.delete("/<uuid:listing_id>")
@requires(permissions.ORDER_EDIT)
def destroy(listing_id):
    """Forget an assignment; orders that are in stay as they are."""
    forget(find(select(Listing), listing_id))
    return answer(None, url_for(".known"), _("The code is no longer assigned."))


def _product(form):
    """The product that was chosen, or whose code was typed."""
    chosen, typed = id_of(form.product_id.data), request.form.get("product_id_text", "").strip()
    wanted = Product.id == chosen if chosen else Product.code == typed
    return session.scalars(select(Product).where(wanted, Product.state != "archived")).one_or_none()


def _named(form):
    """Shop and product of the form, as a reader knows them."""
    channel_id, product_id = id_of(form.channel_id.data), id_of(form.product_id.data)
    channel = session.scalars(select(Channel).where(Channel.id == channel_id)).one_or_none()
    product = session.scalars(select(Product).where(Product.id == product_id)).one_or_none()
    return {"channel": channel, "text": f"{product.code} {product.name}" if product else ""}
