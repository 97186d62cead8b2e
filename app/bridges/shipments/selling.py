"""From an opportunity that was won to an export deal."""

from app.bridges.shipments.terms import is_abroad
from app.bridges.shipments.weighing import weight_of, weights_of
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _l
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import every
from app.sales.lines.queries import lines_of
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.permissions import OPPORTUNITY_VIEW
from app.trade.origins.kinds import Origin, OriginKind, OriginLine, origin_kind


def find(opportunity_id):
    """The Origin of an opportunity that the actor may know of. Raises Missing."""
    won = session.scalars(every(OPPORTUNITY).where(Opportunity.id == opportunity_id)).one_or_none()
    if won is None:
        raise Missing
    account = won.partner
    return Origin(
        id=won.id,
        number=won.code,
        title=won.name,
        lines=lambda: _lines(won),
        refusal=refusal(won),
        counterpart="\n".join(one for one in (account.name_en or account.name, account.address) if one),
    )


def refusal(row):
    """Why no deal can be opened from the opportunity now; empty when one can."""
    if row.state == ARCHIVED:
        return _l("This record is archived. Restore it first.")
    return "" if row.standing == "won" else _l("Only an opportunity that was won leads to a deal.")


def foreign(row):
    """Whether its account is abroad."""
    return is_abroad(row.partner.address)


def _lines(won):
    lines = lines_of(won.id)
    weights = weights_of(one.product_id for one in lines)
    return [
        OriginLine(
            description=one.name,
            quantity=one.quantity,
            unit=one.unit,
            price=one.price,
            amount=one.amount if one.amount != one.quantity * one.price else None,
            net_weight=weight_of(weights, one.product_id, one.quantity),
        )
        for one in lines
    ]


WON = origin_kind(
    OriginKind(
        "opportunity",
        _l("Opportunity"),
        "export",
        OPPORTUNITY_VIEW,
        find,
        "sales.opportunities.show",
    )
)
