"""Reading quotes."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.masters.partners.model import Partner
from app.procurement.quotes.model import Quote
from app.procurement.rfqs.model import RfqInvitation


def quotes_for_comparison(rfq_id, *, older=False):
    """`[(quote, supplier's name)]` with their lines, by supplier and then newest first.

    Without `older` only each supplier's latest answer: the effective one, or the latest of an earlier revision.
    """
    found = (
        select(Quote, Partner.name)
        .join(RfqInvitation, RfqInvitation.id == Quote.invitation_id)
        .join(Partner, Partner.id == Quote.partner_id)
        .where(Quote.rfq_id == rfq_id)
        .options(selectinload(Quote.lines))
        .order_by(RfqInvitation.position, RfqInvitation.id, Quote.response_no.desc())
    )
    if not older:
        found = found.where(Quote.response_no == RfqInvitation.response_count, Quote.status != "superseded")
    return found


def first_quotes(rfq_id):
    """Each supplier's first answer, with lines (what the savings are measured from)."""
    return (
        select(Quote)
        .where(Quote.rfq_id == rfq_id, Quote.response_no == 1)
        .options(selectinload(Quote.lines))
        .order_by(Quote.submitted_at, Quote.id)
    )
