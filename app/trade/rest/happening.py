"""What happened in a deal, from a place on, as one seat is told of it."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.problems import Problem
from app.trade import sight
from app.trade.desk import queries
from app.trade.desk.showing import happened
from app.trade.documents.queries import rows_noted
from app.trade.notices.telling import recipient_id
from app.trade.rest.telling import face_told
from app.trade.rooms.model import DealEvent
from app.trade.rooms.noting import may_know


def events_after(entered, after, most):
    """`(events, whether there are more)` that the reader may know of, in their order, after the one called `after`.

    Events are called by names that another seat does not share (R62), so that none tells of events left out.
    """
    noted = rows_noted(entered)
    readable = [one for one, (_row, paper) in noted.items() if entered.level(paper) >= sight.READ]
    found = queries.events_after(entered, readable, _place(entered, after), most + 1)
    told = [_told(entered, one, *noted.get(one.document_id, (None, None))) for one in found[:most]]
    return [one for one in told if one], len(found) > most


def _place(entered, after):
    """The position behind which to read on. Raises Problem for the name of no event."""
    if not after:
        return 0
    asked = select(DealEvent.id, DealEvent.position).where(DealEvent.deal_id == entered.deal.id)
    for id_, position in session.execute(asked.order_by(DealEvent.position.desc())):
        if recipient_id(id_, entered.seat) == after:
            return position
    raise Problem("This cursor cannot be read.", status=400, code="invalid_cursor")


def _told(entered, noted, document, paper):
    if not may_know(entered, noted, paper):
        return None
    told = happened(entered, noted)
    return {
        "id": recipient_id(noted.id, entered.seat),
        "at": noted.at,
        "kind": noted.kind,
        "actor": face_told(told.actor),
        "user_name": told.user_name,
        "partner": face_told(told.partner) if told.partner else None,
        "document": _named(document) if document is not None else None,
        "to": [face_told(one) for one in told.to],
        "text": told.body,
    }


def _named(document):
    return {"id": document.id, "number": document.number, "kind": document.kind}
