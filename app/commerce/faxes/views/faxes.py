"""The FAX of an order, page by page and as it came; that somebody saw it is noted."""

import io

from flask import Blueprint
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.faxes import operations
from app.commerce.orders.model import Order
from app.commerce.persons.noticing import note_read
from app.commerce.sealed_files.keeping import opened
from app.kernel.errors import Missing
from app.web.answer import page
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_faxes", __name__, url_prefix="/order-faxes")


@bp.get("/<uuid:order_id>")
@requires(permissions.PERSON_SEE)
def show(order_id):
    """All pages, to be read."""
    order, fax = _found(order_id)
    note_read(order.id, order.number, way="paper")
    return page("commerce/faxes/show.html", order=order, fax=fax)


@bp.get("/<uuid:order_id>/pages/<int:number>")
@requires(permissions.PERSON_SEE)
def picture(order_id, number):
    """One page as a picture; the page around it has noted who reads it."""
    return handed_over(*operations.picture(_found(order_id)[1], number), inline=True, cached=False)


@bp.get("/<uuid:order_id>/file")
@requires(permissions.PERSON_SEE)
def file(order_id):
    """The file as it came."""
    order, fax = _found(order_id)
    note_read(order.id, order.number, way="file")
    return handed_over(fax.original, io.BytesIO(opened(fax.original)), cached=False)


def _found(order_id):
    order = find(select(Order), order_id)
    fax = operations.fax_of(order.id)
    if fax is None:
        raise Missing
    return order, fax
