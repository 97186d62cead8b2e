"""Letting chosen partners alone read a document (layer 3, trade.md §3)."""

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.platform.audit import record
from app.trade import sight
from app.trade.documents.model import DocumentAccess
from app.trade.documents.queries import document_in, paper_of
from app.trade.rooms.noting import note
from app.trade.rulebooks.patterns import MARK_OF


def choosable(entered, held):
    """The seats among which readers are chosen: known to the acting seat, with rights on the kind, not its creator."""
    return [
        seat.id
        for seat in sight.partners(entered.room, entered.seat)
        if seat.id != held.row.creator_id and sight.allowed(entered.room, seat.id, held.row.kind)
    ]


def restrict(entered, document_id, levels):
    """Only these seats (`{seat: level}`) and its creator read the document from now on. The deal is locked.

    None for `levels` opens it to all who may read its kind. Levels never rise above what a seat may do with the kind
    (R16). Raises Missing, Rejected.
    """
    held = document_in(entered, document_id)
    if not sight.may_restrict(entered.room, entered.seat, held.paper):
        raise Rejected("Only the organisation that made a document chooses who reads it.")
    if levels is not None and not levels.keys() <= set(choosable(entered, held)):
        raise Missing
    marks = None if levels is None else _marks(entered, held, levels)
    before = held.paper.restricted
    session.execute(
        delete(DocumentAccess).where(
            DocumentAccess.deal_id == held.row.deal_id, DocumentAccess.document_id == held.row.id
        )
    )
    held.row.restricted = marks is not None
    for seat, mark in (marks or {}).items():
        session.add(
            DocumentAccess(
                deal_id=held.row.deal_id, document_id=held.row.id, participation_id=seat, mark=mark
            )
        )
    session.flush()
    paper = paper_of(held.row, marks)
    if paper.restricted != before:
        kind = "document.opened" if marks is None else "document.restricted"
        note(entered, kind, document=held.row, paper=paper)
        record(
            f"deal.{kind.replace('.', '_')}",
            entered.deal,
            label=entered.deal.number,
            document=held.row.number,
        )


def _marks(entered, held, levels):
    return {
        seat: MARK_OF[min(level, sight.allowed(entered.room, seat, held.row.kind))]
        for seat, level in levels.items()
        if level > sight.NONE
    }
