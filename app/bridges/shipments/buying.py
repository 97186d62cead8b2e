"""From a purchase order with foreign terms to an import deal."""

from sqlalchemy import select

from app.bridges.shipments.lines import line_of
from app.bridges.shipments.terms import incoterm_in, is_abroad
from app.bridges.shipments.weighing import weight_of, weights_of
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _l
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.permissions import VIEW
from app.procurement.orders.queries import whole_orders
from app.procurement.quotes.model import Quote, QuoteLine
from app.trade.origins.kinds import Origin, OriginKind, origin_kind

NOT_YET = ("draft", "in_approval", "approved")


def find(order_id):
    """The Origin of an order within reach. Raises Missing."""
    asked = whole_orders(context.actor()).where(PurchaseOrder.id == order_id)
    order = session.scalars(asked).one_or_none()
    if order is None:
        raise Missing
    incoterms, place = incoterm_in(*_terms(order))
    partner = order.partner
    return Origin(
        id=order.id,
        number=order.number or "",
        title=order.subject,
        lines=lambda: _lines(order),
        refusal=refusal(order),
        incoterms=incoterms,
        place=place,
        counterpart="\n".join(one for one in (partner.name_en or partner.name, partner.address) if one),
    )


def refusal(order):
    """Why no deal can be opened from the order now; empty when one can."""
    if order.status in NOT_YET:
        return _l("Issue the order first.")
    return _l("The order was cancelled.") if order.status == "cancelled" else ""


def foreign(order):
    """Whether the terms name an Incoterm, or the supplier is abroad."""
    return is_abroad(order.partner.address) or bool(incoterm_in(*_terms(order))[0])


def _terms(order):
    """What may name terms of delivery: the order's own words first, then the quote it follows."""
    yield from (order.delivery_place, order.payment_terms, order.remarks)
    quoted = [one.quote_line_id for one in order.lines if one.quote_line_id]
    if quoted:
        asked = select(Quote.delivery_terms).join(QuoteLine, QuoteLine.quote_id == Quote.id)
        yield from session.scalars(asked.where(QuoteLine.id.in_(quoted), Quote.delivery_terms != "").limit(1))


def _lines(order):
    weights = weights_of(one.product_id for one in order.lines)
    return [
        line_of(one, net_weight=weight_of(weights, one.product_id, one.quantity))
        for one in order.lines
        if one.quantity
    ]


ORDER = origin_kind(
    OriginKind("order", _l("Purchase order"), "import", VIEW, find, "procurement.orders.show")
)
