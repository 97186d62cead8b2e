"""Taking a removal back within thirty days: seats, inviters and documents as they were, unless others came since."""

import uuid

from sqlalchemy import select

from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.platform.audit import record
from app.trade import sight
from app.trade.documents.model import TradeDocument
from app.trade.removals.queries import returnable
from app.trade.rooms.noting import note
from app.trade.rooms.queries import enter


def give_back(entered, removal_id):
    """Undo a removal of the acting seat. `entered` is locked. Raises Missing, and Rejected when it is too late."""
    found = [one for one in session.scalars(returnable(entered)) if one.id == removal_id]
    if not found:
        raise Missing
    [removal] = found
    if not sight.able(entered.room, entered.seat):
        raise Rejected("This deal is closed; nothing can be changed in it.")
    rows = entered.participations
    back = [rows[uuid.UUID(one)] for one in removal.before["seats"]]
    if any(_stands_again(rows, one) for one in back):
        raise Rejected("The partner has been added again since, so the removal cannot be taken back.")
    for row in back:
        row.status, row.removed_at = "active", None
    session.flush()
    _parents_back(rows, removal)
    _documents_back(entered, removal)
    removal.returned_at = now()
    again = enter(entered.deal.id, entered.seat)
    told = [row.id for row in back] if removal.invitees == "remove" else [removal.participation_id]
    for one in told:  # as many as were told that they are out
        note(again, "partner.returned", partner_id=one)
    record("deal.partner_returned", entered.deal, label=entered.deal.number)
    return again


def _stands_again(rows, gone):
    same = (gone.organisation_id, gone.business_type, gone.inviter_id)
    return gone.status == "active" or any(
        one.status == "active" and (one.organisation_id, one.business_type, one.inviter_id) == same
        for one in rows.values()
    )


def _parents_back(rows, removal):
    for child, inviter, *after in removal.before["parents"]:
        row = rows[uuid.UUID(child)]
        if row.status == "active" and str(row.inviter_id) == (after or [str(removal.seat_id)])[0]:
            row.inviter_id = uuid.UUID(inviter)
    session.flush()


def _documents_back(entered, removal):
    """Those whose place somebody else has filled since stay deleted; those handed on by now stay where they are."""
    asked = select(TradeDocument).where(TradeDocument.deal_id == entered.deal.id)
    rows = {str(one.id): one for one in session.scalars(asked)}
    filled = {(one.kind, one.unit_key) for one in rows.values() if one.single and one.status != "deleted"}
    for document, status, creator, after in reversed(removal.before["documents"]):
        row = rows[document]
        if str(row.creator_id) != after:
            continue
        if after == creator and not (row.single and (row.kind, row.unit_key) in filled):
            row.status = status
        row.creator_id = uuid.UUID(creator)
    session.flush()
