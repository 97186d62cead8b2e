"""Loading a comparison."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.procurement.comparisons.matrix import matrix_of
from app.procurement.quotes.queries import quotes_for_comparison
from app.procurement.rfqs.model import RfqInvitation


def comparison_of(rfq, *, older=False):
    """The Matrix of a request; `older` adds superseded and outdated answers. Raises Rejected while sealed."""
    if rfq.sealed:
        raise Rejected("The answers are sealed until the deadline.")
    found = session.execute(quotes_for_comparison(rfq.id, older=older)).all()
    names = {quote.partner_id: name for quote, name in found}
    return matrix_of(rfq.lines, [quote for quote, _name in found], names)


def without_answer(rfq_id):
    """Invitations that have no answer in the comparison (waiting or declined), with their partner."""
    return (
        select(RfqInvitation)
        .where(
            RfqInvitation.rfq_id == rfq_id,
            (RfqInvitation.response_count == 0) | (RfqInvitation.status == "declined"),
        )
        .options(selectinload(RfqInvitation.partner))
        .order_by(RfqInvitation.position, RfqInvitation.id)
    )
