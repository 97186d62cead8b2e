"""Everything the page of a deal shows, from one seat; or as an invited partner sees it."""

from dataclasses import dataclass, replace

from app.kernel.errors import Missing
from app.trade import sight
from app.trade.desk import wording
from app.trade.desk.parenting import family_from, relatives
from app.trade.desk.queries import events_of, kept_for, people_of
from app.trade.origins.queries import origin_within
from app.trade.rooms.facing import face, face_told, partner_faces
from app.trade.rooms.noting import may_know, told_to
from app.trade.rulebooks.patterns import pattern_called
from app.trade.rulebooks.wording import pattern_words

EVENTS = 50


def seen_as(entered, partner_id):
    """The deal as a partner invited by the acting seat sees it, as far as the inviter may know; Missing for others."""
    if partner_id not in entered.room.seats or not sight.may_manage(entered.room, entered.seat, partner_id):
        raise Missing
    return replace(entered, seat=partner_id, mine=[partner_id], looker=entered.seat)


def events_shown(entered, papers):
    """`[{who, text, at, …}]` of the latest events that the reader may know of, each as they are told of it.

    `papers`: `{document id: (label, sight.Paper)}` of the deal, deleted ones too (`documents.queries.papers_noted`).
    """
    shown = []
    readable = [one for one, (_label, paper) in papers.items() if entered.level(paper) >= sight.READ]
    for one in events_of(entered, readable, EVENTS):
        label, paper = papers.get(one.document_id, ("", None))
        if may_know(entered, one, paper):
            shown.append(_shown(entered, one, label))
    return shown


@dataclass(frozen=True)
class Happened:
    """An event in Faces: who acted (`user_name`: the person, for their own organisation), about whom, to whom."""

    actor: object
    user_name: str
    partner: object
    to: list
    body: str


def happened(entered, noted):
    """The Happened of a DealEvent that the reader may know of."""
    told = told_to(entered, noted)
    return Happened(
        actor=face_told(entered, told.seat),
        user_name=told.user_name,
        partner=face_told(entered, noted.partner_id) if noted.partner_id else None,
        to=[face_told(entered, one) for one in _audience(entered, noted, told.seat)],
        body=noted.details.get("text") or _message(entered, noted),
    )


def _shown(entered, noted, label):
    told = happened(entered, noted)
    text, icon, tone = wording.sentence(noted.kind)
    return {
        "id": noted.id,
        "who": f"{told.actor.line} {told.user_name}".strip(),
        "text": text,
        "icon": icon,
        "tone": tone,
        "at": noted.at,
        "about": told.partner.line if told.partner else label,
        "document_id": noted.document_id,
        "to": [one.line for one in told.to],
        "body": told.body,
    }


def _audience(entered, noted, author):
    if noted.kind != "message" or noted.audience is None:
        return []
    return people_of(entered, noted, author)


def _message(entered, noted):
    """What was written beside the act: between the two whom it is about."""
    between = {noted.actor_id, noted.partner_id} if noted.partner_id else set(entered.eyes)
    return noted.details.get("message", "") if between.issuperset(entered.eyes) else ""


def header_of(entered):
    """The facts of a deal everybody in it reads."""
    deal, looking = entered.deal, entered.looker is not None
    own = None if looking else kept_for(entered.seat, relatives(deal))
    above, below = (None, []) if looking else family_from(deal, own.relatives)
    state, tone = wording.STATES[deal.status]
    return {
        "deal": deal,
        "state": state,
        "tone": tone,
        "axes": pattern_words(pattern_called(deal.pattern)),
        "own": own,
        "above": above,
        "below": below,
        "origin": origin_within(own.origin_kind, own.source_id) if own and own.origin_kind else None,
        "owner": entered.participations[entered.seat].inviter_id is None,
        "open": sight.able(entered.room, entered.seat),
    }


def faces_of(entered):
    """The own seats to choose between, the acting one's face, and the partners' faces."""
    return {
        "acting": face(entered, entered.seat),
        "seats": [face(entered, one) for one in entered.mine],
        "partners": partner_faces(entered),
    }
