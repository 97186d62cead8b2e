"""Taking a partner out (R41 to R45): its documents, its invitees, and what it takes to undo it.

Nothing of this tells anybody who must not know: choices are always asked, whether or not there is anything unseen.
"""

from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.trade.documents.queries import papers_in
from app.trade.removals.adopting import adopt, below
from app.trade.removals.model import PartnerRemoval
from app.trade.removals.queries import may_take_over, removable
from app.trade.rooms.noting import note
from app.trade.rooms.queries import enter

DOCUMENTS, INVITEES = ("transfer", "delete"), ("adopt", "remove")


def remove(entered, partner_id, documents, invitees):
    """Take a partner out. `entered` is locked. Returns the PartnerRemoval. Raises Missing, Rejected, Conflict.

    `documents`: `transfer` makes the inviter the author of what was sent (drafts that nobody else ever saw go),
    `delete` leaves tombstones. `invitees`: `adopt` takes them over, `remove` takes them out too, which is refused
    once any of them, or the partner, has sent a document (R43): whether there are any invitees or not, for the remover
    may not know.
    """
    row = removable(entered, partner_id)
    if documents not in DOCUMENTS:
        raise Rejected("Choose what becomes of the documents.", "documents")
    if invitees not in INVITEES:
        raise Rejected("Choose what becomes of those it invited.", "invitees")
    gone = [partner_id, *(below(entered.room, partner_id) if invitees == "remove" else ())]
    papers = [pair for pair in papers_in(entered) if pair[0].creator_id in gone]
    if invitees == "remove" and any(paper.published for _row, paper in papers):
        raise Rejected("There are sent documents among them. Take the invitees over instead.", "invitees")
    before = {"seats": [], "parents": [], "documents": []}
    for one in gone:
        _tell(entered, one)
    _settle_documents(entered, papers, documents, before)
    _take_out(entered, gone, before)
    if invitees == "adopt":
        adopt(entered, partner_id, entered.seat, before)
    return _kept(entered, row, documents, invitees, before)


def take_over(entered, partner_id):
    """The invitees of a partner whose organisation was switched off days ago become the inviter's own (R48)."""
    removable(entered, partner_id)
    if not may_take_over(entered, partner_id):
        raise Rejected(
            "Its invitees can be taken over once the organisation has been disabled for some days."
        )
    adopt(entered, partner_id, entered.seat, {"seats": [], "parents": [], "documents": []})
    record("deal.invitees_taken_over", entered.deal, label=entered.deal.number)
    return enter(entered.deal.id, entered.seat)


def _tell(entered, partner_id):
    """The partner itself hears of it, and whoever saw it (R44); `note` knows who did."""
    note(entered, "partner.removed", partner_id=partner_id)


def _settle_documents(entered, papers, documents, before):
    for row, paper in papers:
        stays = documents == "transfer" and paper.published
        before["documents"].append(
            [str(row.id), row.status, str(row.creator_id), str(entered.seat if stays else row.creator_id)]
        )
        if stays:
            row.creator_id = entered.seat
            continue
        row.status = "deleted"
        if paper.published:
            note(entered, "document.deleted", document=row, paper=paper, reason="")
    session.flush()


def _take_out(entered, gone, before):
    for one in gone:
        row = entered.participations[one]
        row.status, row.removed_at = "removed", now()
        before["seats"].append(str(one))
    session.flush()


def _kept(entered, row, documents, invitees, before):
    removal = PartnerRemoval(
        deal_id=entered.deal.id,
        seat_id=entered.seat,
        participation_id=row.id,
        documents=documents,
        invitees=invitees,
        before=before,
    )
    session.add(removal)
    session.flush()
    record(
        "deal.partner_removed",
        entered.deal,
        label=entered.deal.number,
        organisation=entered.organisation(row.id).code,
        documents=documents,
    )
    return removal
