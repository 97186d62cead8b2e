"""From a parcel of a shop's order that goes abroad to an export deal. Its persons never leave their sealed columns."""

from decimal import Decimal

from app.bridges.shipments.terms import is_abroad
from app.bridges.shipments.weighing import weight_of, weights_of
from app.commerce.desk.queries import lines_of, slips
from app.commerce.permissions import ORDER_VIEW
from app.commerce.slips.model import Slip
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _l
from app.trade.origins.kinds import Origin, OriginKind, OriginLine, origin_kind


def find(slip_id):
    """The Origin of a slip. Raises Missing."""
    slip = session.scalars(slips().where(Slip.id == slip_id)).one_or_none()
    if slip is None:
        raise Missing
    number = f"{slip.order_number}-{slip.slip_no}"
    return Origin(id=slip.id, number=number, title=number, lines=lambda: _lines(slip), refusal=refusal(slip))


def refusal(slip):
    """Why no deal can be opened from the slip now; empty when one can."""
    return _l("The order was cancelled.") if slip.status == "cancelled" else ""


def foreign(slip):
    """Whether its recipient lives abroad."""
    return not slip.region and is_abroad(slip.recipient.address)


def _lines(slip):
    held = [one for one in lines_of([slip.id]).get(slip.id, []) if one.line.kind == "goods"]
    weights = weights_of(one.line.product_id for one in held)
    return [
        OriginLine(
            description=f"{one.line.name} {one.line.options}".strip(),
            quantity=Decimal(one.held),
            price=Decimal(one.line.price),
            amount=_amount(one),
            net_weight=weight_of(weights, one.line.product_id, one.held * one.line.factor),
        )
        for one in held
        if one.held and not one.line.cancelled
    ]


def _amount(one):
    """Yen of the line when all of it lies in this slip and a discount makes it another sum."""
    whole = one.held == one.line.quantity and one.line.amount != one.line.quantity * one.line.price
    return one.line.amount if whole else None


SLIP = origin_kind(
    OriginKind("slip", _l("Order of a shop"), "export", ORDER_VIEW, find, "commerce.slips.show")
)
