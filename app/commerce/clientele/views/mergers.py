"""Customers that may be one, side by side; merging them, and taking them apart."""

from flask import Blueprint, request, url_for

from app.commerce import permissions
from app.commerce.clientele import queries
from app.commerce.clientele.merging import duplicates, merge, take_apart
from app.commerce.slips.wording import seen
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("customer_mergers", __name__, url_prefix="/customers")


@bp.get("/duplicates")
@requires(permissions.CUSTOMER_VIEW)
def index():
    """Groups of customers with the same telephone, or the same name and address."""
    return page("commerce/clientele/customers/duplicates.html", groups=duplicates(), seen=seen)


@bp.post("/<uuid:record_id>/merger")
@requires(permissions.CUSTOMER_EDIT)
def create(record_id):
    """Move the orders of another customer to this one."""
    kept = find(queries.customers(), record_id)
    other = find(queries.customers(), id_of(request.args.get("other", "")))
    merge(kept, other)
    return answer(
        None,
        url_for("commerce.customers.show", record_id=kept.id),
        _("%(other)s was merged into %(code)s.", other=other.code, code=kept.code),
    )


@bp.delete("/<uuid:record_id>/merger")
@requires(permissions.CUSTOMER_EDIT)
def destroy(record_id):
    """Give a merged customer its orders back."""
    other = find(queries.customers(), record_id)
    take_apart(other)
    return answer(
        None,
        url_for("commerce.customers.show", record_id=other.id),
        _("The customers are two again. Orders that came since stay where they are."),
    )
