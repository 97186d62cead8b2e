"""Proposing and making an award: it moves the request, the award and the approval case together."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.approvals.documents import Facts
from app.approvals.queries import needed
from app.approvals.submitting import abandon, submit
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Missing, Rejected
from app.kernel.moving import move
from app.platform.audit import record
from app.platform.settings import value_of
from app.procurement.awards.choosing import NOT_LOWEST, TOO_FEW, choice_of
from app.procurement.awards.model import Award, AwardLetter, AwardLine
from app.procurement.comparisons.queries import comparison_of
from app.procurement.quotes.queries import first_quotes
from app.procurement.rfqs.model import RfqInvitation

EVALUATED = ("closed", "under_evaluation")


def quote_rule(rfq):
    """`(least number of quotes, from how many yen)`: the request's own number counts at any amount."""
    if rfq.minimum_quotes is not None:
        return rfq.minimum_quotes, 0
    return value_of("procurement.minimum_quotes"), value_of("procurement.minimum_quotes_from")


def weigh(rfq, choices, matrix=None):
    """The Choice for `{quote_line_id: quantity}` of a request, by the tenant's rules and today. Raises Rejected."""
    return choice_of(matrix or comparison_of(rfq), choices, rule=quote_rule(rfq), today=clock.today())


def award(rfq, mode, choices, *, reason, by, version, comment=""):
    """Propose (or, without a route, make) an award. Returns the Award.

    `mode`: whole, per_line or split; `choices`: `{quote_line_id: quantity}`; `version`: the request's, as the
    person saw it. Raises Rejected when a reason is missing or the choice is impossible, Conflict when somebody
    else chose at the same time.
    """
    rfq.check_version(version)
    choice = weigh(rfq, choices)
    if choice.concerns and not reason.strip():
        raise Rejected("Please give the reason for this choice.", field="reason")
    if alive_award(rfq.id) is not None:
        raise Conflict("Somebody has already proposed an award for this request. Please reload the page.")
    move(rfq, "under_evaluation", allowed=EVALUATED)
    _drop_returned(rfq, by)
    made = _made(rfq, mode, choice, reason, by)
    _decide(made, choice, by, comment)
    return made


def alive_award(rfq_id):
    """The award that is in approval or approved, or None."""
    alive = Award.status.in_(("in_approval", "approved"))
    return session.scalars(select(Award).where(Award.rfq_id == rfq_id, alive)).one_or_none()


def _decide(made, choice, by, comment):
    facts = facts_of(made, choice)
    approval = needed(facts)
    record("award.proposed", made.rfq, by=by, award_id=made.id, total=made.total, approval=approval)
    if approval:
        submit(made, facts, by=by, comment=comment)
    elif by.may("procurement.award.make"):
        made.on_approved(by)
    else:
        raise Rejected("There is no approval route for awards. Please ask a buyer to make the choice.")


def facts_of(made, choice):
    """What routes are chosen by: yen without tax, department, category, and the two doubts a route may ask for."""
    return Facts(
        document="award",
        organisation_id=made.rfq.organisation_id,
        amount=made.total,
        category=made.rfq.category_id,
        extra={
            "lowest_not_chosen": NOT_LOWEST in choice.concerns,
            "too_few_quotes": TOO_FEW in choice.concerns,
        },
    )


def _drop_returned(rfq, by):
    for earlier in session.scalars(select(Award).where(Award.rfq_id == rfq.id, Award.status == "returned")):
        abandon(earlier, by=by)


def _made(rfq, mode, choice, reason, by):
    made = Award(
        rfq_id=rfq.id,
        mode=mode,
        reason=reason.strip(),
        quote_count=choice.quote_count,
        total=choice.total,
        lowest_total=choice.lowest_total,
        first_total=_first_total(rfq, choice),
        target_total=choice.target_total,
        proposed_by_id=by.id,
        created_at=clock.now(),
    )
    made.lines.extend(_line(position, one) for position, one in enumerate(choice.chosen, 1))
    session.add(made)
    session.flush()  # the approval case reads the lines back
    return made


def _line(position, one):
    return AwardLine(
        position=position,
        rfq_line_id=one.line.id if one.line else None,
        quote_line_id=one.quote_line.id,
        invitation_id=one.quote.invitation_id,
        partner_id=one.quote.partner_id,
        quantity=one.quantity,
        price=one.quote_line.price,
        amount=one.amount,
        tax_code=one.quote_line.tax_code,
        delivery_on=one.quote_line.delivery_on,
    )


def _first_total(rfq, choice):
    """What the same lines cost in the chosen suppliers' first answers, quantity × price; None when not comparable."""
    prices = {
        (quote.partner_id, line.rfq_line_id): line.price
        for quote in session.scalars(first_quotes(rfq.id))
        for line in quote.lines
        if line.rfq_line_id and line.kind in ("as_requested", "alternative")
    }
    total = 0
    for one in choice.chosen:
        if one.line is None:
            total += one.amount
            continue
        price = prices.get((one.quote.partner_id, one.line.id))
        if price is None:
            return None
        total += int(price * one.quantity)
    return total


def decided_award(rfq_id):
    """The approved award of a request. Raises Missing."""
    found = alive_award(rfq_id)
    if found is None or found.status != "approved":
        raise Missing
    return found


def letter_of(rfq_id, letter_id):
    """A letter of one of the request's awards, or None."""
    return session.scalars(
        select(AwardLetter)
        .join(Award, Award.id == AwardLetter.award_id)
        .where(AwardLetter.id == letter_id, Award.rfq_id == rfq_id)
        .options(
            selectinload(AwardLetter.award),
            selectinload(AwardLetter.invitation).selectinload(RfqInvitation.partner),
        )
    ).one_or_none()
