"""Files that came in, and the table of parties."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.text import fold
from app.trade.edi.model import EdiFile, EdiParty
from app.trade.organisations.queries import acted_for

LATEST = 50


def files():
    """The latest EdiFiles of organisations one acts for (a select)."""
    return within_reach().order_by(EdiFile.created_at.desc(), EdiFile.id).limit(LATEST)


def within_reach():
    """All EdiFiles of organisations one acts for (a select, for `find`)."""
    return select(EdiFile).where(EdiFile.organisation_id.in_(acted_for()))


def parties():
    """All EdiParties, the unbound first, then the latest seen (a select)."""
    return select(EdiParty).order_by(EdiParty.code != "", EdiParty.seen_at.desc(), EdiParty.id)


def key_of(party):
    """By what a `messages.Party` is known again: its code, or its name and address without case and line breaks."""
    return fold(party.code) or fold(party.text)


def bound(read_parties):
    """`{(role, key): EdiParty}` of the parties of a message that were seen before."""
    keys = {key_of(one) for one in read_parties}
    rows = session.scalars(select(EdiParty).where(EdiParty.key.in_(keys)))
    return {(one.role, one.key): one for one in rows}
