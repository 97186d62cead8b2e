"""Requests and answers as pages need them."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.commerce.shipping_requests.model import (
    RequestedSlip,
    RequestProfile,
    ShippingRequest,
    ShippingResult,
)
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import READY
from app.commerce.warehouses.model import Warehouse
from app.kernel.db import session
from app.kernel.ids import id_of


def requests():
    """All requests."""
    return select(ShippingRequest).options(joinedload(ShippingRequest.profile))


def results():
    """All answers."""
    return select(ShippingResult).options(joinedload(ShippingResult.profile))


def request_rows():
    """Columns of the list of requests."""
    return select(
        ShippingRequest.id,
        ShippingRequest.created_at.label("sort_value"),
        ShippingRequest.number,
        ShippingRequest.status,
        ShippingRequest.slips,
        ShippingRequest.by_name,
        RequestProfile.name.label("profile"),
    ).join(RequestProfile, RequestProfile.id == ShippingRequest.profile_id)


def last_results(most=20):
    """The last answers, newest first."""
    found = results().order_by(ShippingResult.created_at.desc(), ShippingResult.id).limit(most)
    return session.scalars(found).all()


def slips_of(request):
    """Rows `(id, key, order_number, slip_no, status)` of a request's slips."""
    return session.execute(
        select(Slip.id, RequestedSlip.key, Slip.order_number, Slip.slip_no, Slip.status)
        .join(RequestedSlip, RequestedSlip.slip_id == Slip.id)
        .where(RequestedSlip.request_id == request.id)
        .order_by(RequestedSlip.key)
    ).all()


def refused_of(request):
    """`[(id, order-slip, code)]` of slips that stayed."""
    codes = {id_of(one): code for one, code in request.refused.items()}
    rows = select(Slip.id, Slip.order_number, Slip.slip_no).where(Slip.id.in_(list(codes)))
    return [
        (row.id, f"{row.order_number}-{row.slip_no}", codes[row.id])
        for row in session.execute(rows.order_by(Slip.order_number, Slip.slip_no))
    ]


def ready_slips(*, channel_id=None, planned_until=None):
    """Ids of slips that wait for shipping, oldest first."""
    found = select(Slip.id).where(Slip.status == READY, Slip.carried_by_id.is_(None))
    if channel_id:
        found = found.where(Slip.channel_id == channel_id)
    if planned_until:
        found = found.where((Slip.planned_on.is_(None)) | (Slip.planned_on <= planned_until))
    return session.scalars(found.order_by(Slip.ordered_at, Slip.id)).all()


def outside_warehouses():
    """`[(id, name)]` of warehouses that a company runs for us."""
    found = select(Warehouse.id, Warehouse.name).where(
        Warehouse.state == "active", Warehouse.kind == "outside"
    )
    return session.execute(found.order_by(Warehouse.priority, Warehouse.code)).all()
