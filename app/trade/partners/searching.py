"""Finding whom to invite, in the three ways of trade.md §2.1. What an organisation allows is asked anew each time."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.trade.organisations.queries import found_among, found_by_code, found_by_name
from app.trade.partners.model import PartnerHistory

PAGE, REMEMBERED = 20, 100


@dataclass(frozen=True)
class Former:
    """A partner of former deals: the line of the history, and the organisation as it is today."""

    entry: PartnerHistory
    organisation: object


def former_partners(entered):
    """Whom the acting organisation invited before, the latest first, as far as they allow to be found now (mode 1)."""
    mine = entered.participations[entered.seat].organisation_id
    asked = select(PartnerHistory).where(PartnerHistory.organisation_id == mine)
    latest = asked.order_by(PartnerHistory.last_used_at.desc(), PartnerHistory.id).limit(REMEMBERED)
    entries = session.scalars(latest).all()
    known = found_among({one.partner_organisation_id for one in entries})
    return [
        Former(one, known[one.partner_organisation_id])
        for one in entries
        if one.partner_organisation_id in known
    ]


def named(words, *, business_type="", prefecture="", after=None):
    """A page of organisations by their names (mode 2), and the id after which the next one begins, or None.

    Nothing is found by nothing: without words or a filter the list is empty.
    """
    if not (words.strip() or business_type or prefecture):
        return [], None
    rows = found_by_name(
        words, business_type=business_type, prefecture=prefecture, after=after, most=PAGE + 1
    )
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def identified(code, misses):
    """The enabled organisation of exactly this 組織ID (mode 3), or None: missing, disabled, never there are the same.

    `misses` counts what was not found by whoever asks: `.spend()` takes one, `.left()` only looks; both say whether
    there was any. Once none is left, neither a miss nor an organisation that wants to be found by its id alone is told
    apart; raises Rejected for both.
    """
    found = found_by_code(code)
    if found is not None and found.searchable:
        return found
    granted = misses.spend() if found is None else misses.left()
    if not granted:
        raise Rejected("Too many organisation IDs were not found. Please wait an hour and try again.", "q")
    return found


def forget(entered, entry_id):
    """Take a line out of the acting organisation's history of partners. Raises Missing."""
    mine = entered.participations[entered.seat].organisation_id
    gone = session.execute(
        delete(PartnerHistory)
        .where(PartnerHistory.id == entry_id, PartnerHistory.organisation_id == mine)
        .returning(PartnerHistory.id)
    )
    if gone.scalar() is None:
        raise Missing
