"""From an order received from a buyer to an export deal."""

from app.bridges.shipments.lines import line_of
from app.bridges.shipments.terms import incoterm_in
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _l
from app.supply.orders.model import ReceivedOrder
from app.supply.orders.queries import orders
from app.supply.permissions import VIEW_ORDERS
from app.trade.origins.kinds import Origin, OriginKind, origin_kind


def find(order_id):
    """The Origin of an order received. Raises Missing."""
    order = session.scalars(orders().where(ReceivedOrder.id == order_id)).one_or_none()
    if order is None:
        raise Missing
    buyer = order.envelope.content.buyer
    incoterms, place = incoterm_in(*_terms(order))
    return Origin(
        id=order.id,
        number=order.number,
        title=order.subject,
        lines=lambda: _lines(order),
        refusal=refusal(order),
        incoterms=incoterms,
        place=place,
        counterpart="\n".join(one for one in (buyer.name, buyer.address) if one),
    )


def refusal(order):
    """Why no deal can be opened from the order now; empty when one can."""
    return _l("The order was cancelled.") if order.state == "cancelled" else ""


def foreign(order):
    """Whether the terms name an Incoterm."""
    return bool(incoterm_in(*_terms(order))[0])


def _terms(order):
    body = order.envelope.content
    return body.delivery_place, body.payment_terms, body.remarks


def _lines(order):
    return [line_of(one) for one in order.lines if one.quantity]


RECEIVED = origin_kind(
    OriginKind(
        "received_order",
        _l("Order from a buyer"),
        "export",
        VIEW_ORDERS,
        find,
        "supply.orders.show",
        "order_id",
    )
)
