"""Taking back what a batch brought, for a day: what somebody has touched since stays, and is listed."""

import uuid

from sqlalchemy import select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.platform.audit import record
from app.records.kit import keeping
from app.sales.cards.model import IMPORTED, REVIEW, BusinessCard
from app.sales.cards.queries import UNDO, can_be_undone, cards_of
from app.sales.leads.model import Lead
from app.sales.leads.record import LEAD
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON


def undo(batch):
    """New persons and leads are archived, changed ones get their former values, the cards are to be looked at again.

    Returns `(taken back, left)` as counts. Raises Rejected when it is too late.
    """
    cards = session.scalars(cards_of(batch.id).with_for_update()).all()
    if not can_be_undone(cards):
        raise Rejected("What a batch brought can be taken back for 24 hours.")
    since, back, left = clock.now() - UNDO, 0, 0
    mine = [one for one in cards if one.state == IMPORTED and one.imported_at > since]
    for card in sorted(mine, key=lambda one: one.imported_at, reverse=True):
        done = _take_back(card)
        back, left = back + done, left + (not done)
    return back, left


def _take_back(card):
    person, lead = _row(Person, card.person_id), _row(Lead, card.lead_id)
    if _touched(person, card.made["version"]) or (
        card.made["lead"] and _touched(lead, card.made["lead_version"])
    ):
        card.made = {**card.made, "left": True}
        return False
    if card.made["lead"]:
        keeping.archive(LEAD, lead)
    if card.made["person"]:
        keeping.archive(PERSON, person)
    elif card.made["before"]:
        keeping.change(PERSON, person, _former(card.made["before"]), version=person.version, taken_back=True)
        _now_at(card, person.version)
    _take_account_back(card)
    card.state, card.person_id, card.lead_id, card.made, card.imported_at = REVIEW, None, None, {}, None
    record("card.undone", card, label=person.name)
    return True


def _take_account_back(card):
    """The account that came with the card, unless somebody is there by now or has changed it."""
    account = _row(Partner, card.made.get("account"))
    if account is None or _touched(account, card.made["account_version"]):
        return
    session.flush()
    there = select(Person.id).where(Person.partner_id == account.id, Person.state != "archived")
    if session.scalar(there.limit(1)) is None:
        keeping.archive(PARTNER, account)


def _row(model, row_id):
    return session.get(model, (context.tenant_id(), row_id)) if row_id else None


def _touched(row, version):
    return row is None or row.version != version


def _former(before):
    return {
        name: uuid.UUID(value) if value and name == "partner_id" else value for name, value in before.items()
    }


def _now_at(card, version):
    """Earlier cards of the same person are not touched by our own taking back."""
    others = select(BusinessCard).where(
        BusinessCard.person_id == card.person_id, BusinessCard.id != card.id, BusinessCard.state == IMPORTED
    )
    for other in session.scalars(others.order_by(BusinessCard.imported_at.desc()).limit(1)):
        if other.made["version"] == card.made["version"] - 1:
            other.made = {**other.made, "version": version}
