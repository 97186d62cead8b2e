"""Reading awards."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.procurement.awards.model import Award, AwardLetter, AwardLine
from app.procurement.rfqs.model import RfqInvitation


def awards_of(rfq_id):
    """Awards of a request, newest first, with everything its page shows."""
    return (
        select(Award)
        .where(Award.rfq_id == rfq_id)
        .options(
            selectinload(Award.proposed_by),
            selectinload(Award.lines).selectinload(AwardLine.rfq_line),
            selectinload(Award.lines).selectinload(AwardLine.quote_line),
            selectinload(Award.lines).selectinload(AwardLine.partner),
            selectinload(Award.letters)
            .selectinload(AwardLetter.invitation)
            .selectinload(RfqInvitation.partner),
        )
        .order_by(Award.created_at.desc(), Award.id.desc())
    )


def savings_of(award):
    """`[(key, reference, saved)]` in yen without tax for what can be compared: lowest, first, target."""
    references = (
        ("lowest", award.lowest_total),
        ("first", award.first_total),
        ("target", award.target_total),
    )
    return [
        (key, reference, reference - award.total) for key, reference in references if reference is not None
    ]
