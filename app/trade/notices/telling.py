"""Telling one company what its seats may know: notices to those who act for them, webhooks, each in their own words.

Everything is asked again when it is told (R25): who lost the right meanwhile hears nothing.
"""

import hashlib
import hmac
import uuid

import orjson
from sqlalchemy import select

from app.access.users.queries import ids_with_permission
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.sealing import drawn
from app.platform.notifications import notify
from app.platform.webhooks.arranging import tell as tell_webhooks
from app.trade.desk.model import DealReading
from app.trade.documents.queries import paper_noted
from app.trade.notices.kinds import ABOUT_ME, telling_of
from app.trade.organisations.queries import acted_for, members_of
from app.trade.permissions import VIEW
from app.trade.rooms.facing import face_told
from app.trade.rooms.model import DealEvent
from app.trade.rooms.noting import knows, told_to
from app.trade.rooms.queries import enter_as


def tell(deal_id, event_id, seats, number):
    """Tell the seats of this company of an event. `seats`: ids as text; `number`: the deal's, for those now outside."""
    for seat in map(uuid.UUID, seats):
        try:
            entered = enter_as(deal_id, seat)
        except Missing:
            continue
        noted = event_of(deal_id, event_id)
        paper = paper_told(entered, noted)
        if noted is not None and knows(entered.room, seat, noted, paper[1]):
            _tell(entered, noted, paper[0], number)


def event_of(deal_id, event_id):
    """The DealEvent, or None."""
    asked = select(DealEvent).where(DealEvent.deal_id == deal_id, DealEvent.id == event_id)
    return session.scalars(asked).one_or_none()


def paper_told(entered, noted):
    """`(TradeDocument, sight.Paper)` that an event is about, deleted ones too; `(None, None)` without."""
    if noted is None or noted.document_id is None:
        return None, None
    return paper_noted(entered, noted.document_id)


def _tell(entered, noted, document, number):
    telling, path, values = told_as(entered, noted, document, number)
    people = [user for _org, user in members_of([entered.room.seats[entered.seat].organisation])]
    allowed = set(ids_with_permission(VIEW)) - muted_by(entered.seat)
    facts = {"deal": str(entered.deal.id), "seat": str(entered.seat)}
    notify(
        [one for one in people if one in allowed],
        telling.notice,
        telling.message,
        path,
        again={"event": str(noted.id), "number": number, **facts},
        **values,
    )
    tell_webhooks(f"deal.{telling.operation}", noted.id, facts)


def told_as(entered, noted, document, number):
    """`(Telling, path, values)` of an event in the words of the seat; ask `knows` first."""
    actor = face_told(entered, told_to(entered, noted).seat)
    values = {
        "who": actor.line,
        "deal": f"{number} {entered.deal.name}",
        "document": document.number if document is not None else "",
    }
    return telling_of(noted, entered.seat), f"/deals/{entered.deal.id}?seat={entered.seat}", values


def muted_by(seat_id):
    """Ids of the users who want to hear nothing of the deal from this seat."""
    asked = select(DealReading.user_id).where(DealReading.participation_id == seat_id, DealReading.muted)
    return set(session.scalars(asked))


def tell_removed(organisation_id, number):
    """Tell the people of an organisation that is out of a deal; what they may still know of it is its number (R44)."""
    people = [user for _organisation, user in members_of([organisation_id])]
    telling = ABOUT_ME["partner.removed"]
    again = {"organisation": str(organisation_id), "number": number}
    notify(people, telling.notice, telling.message, "/deals/", again=again, deal=number)
    tell_webhooks(f"deal.{telling.operation}", organisation_id, again)


def body_of(event, event_id, facts):
    """JSON of a webhook's `data` (trade.md §5.1), as the seat is told, for an owner who acts for it; None otherwise."""
    if "seat" not in facts:
        mine = uuid.UUID(facts["organisation"]) in acted_for()
        told = {"operationType": "deleteOrganization", "dealNo": facts["number"]}
        return orjson.dumps(told).decode() if mine else None
    seat = uuid.UUID(facts["seat"])
    try:
        entered = enter_as(uuid.UUID(facts["deal"]), seat)
    except Missing:
        return None
    noted = event_of(entered.deal.id, event_id)
    if noted is None or entered.room.seats[seat].organisation not in acted_for():
        return None
    document, paper = paper_told(entered, noted)
    if not knows(entered.room, seat, noted, paper):
        return None
    return orjson.dumps(_data(entered, noted, document, event.removeprefix("deal."))).decode()


def _data(entered, noted, document, operation):
    told = told_to(entered, noted)
    actor = face_told(entered, told.seat)
    return {
        "dealReportHistoryId": recipient_id(noted.id, entered.seat),
        "dateTime": noted.at.isoformat(),
        "operationType": operation,
        "dealNo": entered.deal.number,
        "dealName": entered.deal.name,
        "organizationId": actor.code,
        "organizationName": actor.line,
        "businessType": actor.business_type,
        "userName": told.user_name,
        "mailAddress": told.user_mail or actor.mail,
        "reportId": document.number if document is not None else None,
        "reportType": document.kind if document is not None else None,
        "text": noted.details.get("text"),
    }


def recipient_id(event_id, seat_id):
    """The id of an event for one recipient: stable, and another for each, so that two cannot compare (R62)."""
    said = event_id.bytes + seat_id.bytes
    return hmac.new(drawn(b"trade events"), said, hashlib.sha256).hexdigest()[:32]
