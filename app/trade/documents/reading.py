"""The documents of a deal as `sight` reads them."""

from sqlalchemy import select

from app.kernel.db import session
from app.trade import sight
from app.trade.documents.model import DocumentAccess, TradeDocument
from app.trade.rulebooks.patterns import MARKS


def papers_of(deal_id):
    """`{id: (TradeDocument, sight.Paper)}` of all documents of a deal, in order of making: two statements.

    Which of them may be shown, or counted, is `sight.effective`'s to say. Tombstones are left out.
    """
    rows = session.scalars(
        select(TradeDocument)
        .where(TradeDocument.deal_id == deal_id, TradeDocument.status != "deleted")
        .order_by(TradeDocument.id)
    ).all()
    access = {}
    if any(row.restricted for row in rows):
        asked = select(DocumentAccess).where(DocumentAccess.deal_id == deal_id)
        for one in session.scalars(asked):
            access.setdefault(one.document_id, {})[one.participation_id] = MARKS[one.mark]
    return {row.id: (row, paper_of(row, access.get(row.id, {}))) for row in rows}


def paper_of(row, access):
    """The `sight.Paper` of a document; `access` `{seat: level}` counts while it is restricted."""
    return sight.Paper(
        id=row.id,
        kind=row.kind,
        creator=row.creator_id,
        published=row.version > 0,
        restricted=access if row.restricted else None,
    )


def readable(entered, papers):
    """Those of `papers_of` that the reader's seat may read."""
    return {key: (row, paper) for key, (row, paper) in papers.items() if entered.level(paper) >= sight.READ}
