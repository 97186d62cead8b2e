"""The order sheet as PDF: as it would be now, and as each version was sent."""

import io
from urllib.parse import quote

from flask import Blueprint, send_file

from app.kernel import context
from app.kernel.errors import Missing
from app.procurement.orders.queries import sheet_of, whole_orders
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_sheets", __name__, url_prefix="/orders/<uuid:order_id>")
VIEW = "procurement.order.view"


@bp.get("/sheet")
@requires(VIEW)
def preview(order_id):
    """The sheet of the order as it stands; nothing is kept."""
    order = find(whole_orders(context.actor()), order_id)
    return _pdf(io.BytesIO(order.sheet()), f"{order.label}.pdf")


@bp.get("/sheets/<int:revision>")
@requires(VIEW)
def show(order_id, revision):
    """The very file that the supplier got with a version."""
    order = find(whole_orders(context.actor()), order_id)
    file, stream = sheet_of(order, revision)
    if file is None:
        raise Missing
    return _pdf(stream, file.name)


def _pdf(stream, name):
    answer = send_file(stream, mimetype="application/pdf", max_age=0)
    answer.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return answer
