"""Orders as a file of our own standard format."""

import io
import uuid

from flask import Blueprint, request
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.intake.exporting import HEADER, export
from app.commerce.orders.model import Order
from app.kernel import clock
from app.kernel.errors import Rejected
from app.kernel.tabular import write_csv
from app.web.downloads import handed_over
from app.web.guards import requires

bp = Blueprint("order_exports", __name__, url_prefix="/order-exports")
MOST = 20_000


@bp.post("")
@requires(permissions.ORDER_EXPORT)
def create():
    """The orders whose `ids` are posted, or all of one `intake`, as CSV that can be taken in again."""
    found = select(Order).order_by(Order.ordered_at, Order.id).limit(MOST)
    if request.form.get("intake"):
        found = found.where(Order.intake_id == _id(request.form["intake"]))
    else:
        ids = [_id(one) for one in request.form.getlist("ids")]
        if not ids:
            raise Rejected("Choose the orders first.")
        found = found.where(Order.id.in_(ids))
    out = io.BytesIO()
    write_csv(out, HEADER, export(found))
    return handed_over(_File(out.tell()), io.BytesIO(out.getvalue()))


def _id(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


class _File:
    """What `handed_over` wants to know of a file."""

    content_type = "text/csv"

    def __init__(self, size):
        self.name, self.size = f"orders_{clock.today():%Y%m%d}.csv", size
