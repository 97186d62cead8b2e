"""Taking a card in: a person, or a card more of one whom we know; a lead as well where there is a campaign."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Forbidden, Rejected
from app.masters.partners.record import PARTNER
from app.masters.permissions import PARTNER_EDIT
from app.platform.audit import record
from app.records.kit import keeping
from app.records.numbering import take
from app.sales.cards.model import IMPORTED, OPEN
from app.sales.leads.model import Lead
from app.sales.leads.record import LEAD
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON
from app.sales.settings import PROSPECT

SAME = ("name", "kana", "department", "title", "postal_code", "address", "phone", "mobile", "fax", "email")
"""Fields of a card that a person has under the same name."""
OF_LEAD = ("name", "kana", "company", "department", "title", "email", "postal_code", "address")
OF_COMPANY = {
    "name": "company", "phone": "phone", "fax": "fax", "postal_code": "postal_code", "address": "address",
    "homepage": "url",
}  # fmt: skip
"""Field of an account → field of the card."""
OF_PLACE = ("department", "title", "postal_code", "address", "phone", "fax", "email")
"""What changes with the company."""


@dataclass
class Confirmed:
    """What somebody decided: `values` of the card, the account, the person it belongs to (None: a new one).

    `moved`: that person is at the card's company now; what they had there before stays in the trail and on older cards.
    `new_account`: the company becomes an account where none was chosen.
    """

    values: dict
    partner_id: object = None
    person: Person | None = None
    moved: bool = False
    new_account: bool = False


def take_in(batch, card, confirmed):
    """The card becomes a person or joins one, as one act. Returns the Person. Raises Rejected with its field."""
    session.refresh(card, with_for_update=True)
    if card.state not in OPEN:
        raise Rejected("This card has been dealt with already.")
    if not confirmed.values.get("name"):
        raise Rejected("Enter the name of the person.", "name")
    account = _account(batch, confirmed)
    if account is not None:
        confirmed = replace(confirmed, partner_id=account.id)
    person = confirmed.person
    before = None if person is None else _join(person, confirmed)
    if person is None:
        person = _enter(batch, confirmed)
    lead, made_lead = _lead(batch, person, confirmed.values)
    card.kept = dict(confirmed.values)
    card.person_id, card.lead_id = person.id, lead and lead.id
    card.state, card.imported_at, card.imported_by_name = IMPORTED, clock.now(), context.actor().name
    card.made = {
        "person": before is None,
        "version": person.version,
        "before": before or {},
        "lead": made_lead,
        "lead_version": lead.version if lead else None,
        "account": str(account.id) if account else None,
        "account_version": account.version if account else None,
    }
    session.flush()  # a refusal of the database belongs to this verb
    record("card.imported", card, label=person.name, person_id=person.id)
    return person


def _account(batch, confirmed):
    """The Partner that the card's company becomes, with what the card says of it; None where it is not wanted."""
    if not confirmed.new_account or confirmed.partner_id:
        return None
    if not context.actor().may(PARTNER_EDIT):
        raise Forbidden(PARTNER_EDIT)
    if not confirmed.values.get("company"):
        raise Rejected("Enter the company, or leave out the new account.", "company")
    told = {theirs: confirmed.values.get(ours, "") for theirs, ours in OF_COMPANY.items()}
    if told["homepage"] and "://" not in told["homepage"]:
        told["homepage"] = f"https://{told['homepage']}"
    values = {**told, "code": take(PROSPECT), "is_supplier": False, "is_prospect": True}
    return keeping.enter(PARTNER, {**values, "owner_id": batch.owner_id})


def _enter(batch, confirmed):
    values = {name: confirmed.values[name] for name in SAME if confirmed.values.get(name)}
    company = "" if confirmed.partner_id else confirmed.values.get("company", "")
    return keeping.enter(
        PERSON,
        {**values, "partner_id": confirmed.partner_id, "company_name": company, "owner_id": batch.owner_id},
    )


def _join(person, confirmed):
    """Fill what was not known; with `moved`, company and everything of the place. Returns `{field: former value}`."""
    told = {name: confirmed.values[name] for name in SAME if confirmed.values.get(name) and name != "name"}
    values = {name: text for name, text in told.items() if not getattr(person, name)}
    if confirmed.moved:
        values |= {name: confirmed.values.get(name, "") for name in OF_PLACE}
        values["partner_id"] = confirmed.partner_id
        values["company_name"] = "" if confirmed.partner_id else confirmed.values.get("company", "")
    elif confirmed.partner_id and not person.partner_id:
        values["partner_id"] = confirmed.partner_id
    before = {name: _plain(getattr(person, name)) for name in values}
    if values:
        keeping.change(PERSON, person, values, version=person.version, business_card=True)
    return before


def _plain(value):
    return str(value) if value is not None and not isinstance(value, str) else value


def _lead(batch, person, values):
    """`(lead, whether it is new)` of the batch's campaign; nobody is a lead of one campaign twice."""
    reached = {name: values[name] for name in OF_LEAD if values.get(name)}
    phone = values.get("phone") or values.get("mobile")
    if batch.campaign_id is None or not (phone or reached.keys() & {"email", "company"}):
        return None, False
    same = Lead.campaign_id == batch.campaign_id, Lead.person_id == person.id, Lead.state != "archived"
    there = session.scalars(select(Lead).where(*same).limit(1)).first()
    if there is not None:
        return there, False
    lead = keeping.enter(
        LEAD,
        {
            **reached,
            "phone": phone or "",
            "source": "card",
            "campaign_id": batch.campaign_id,
            "owner_id": batch.owner_id,
        },
    )
    lead.person_id = person.id
    return lead, True
