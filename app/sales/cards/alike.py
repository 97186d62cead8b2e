"""Whom a card belongs to: persons that are perhaps the same, and the account of its company."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.likeness import mail_key, name_key
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.records.kit.alike import twins_of
from app.records.kit.queries import titles
from app.sales.cards.defaults import FREE_MAIL
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON


@dataclass(frozen=True)
class Likeness:
    """A person who is perhaps the one of the card; `fields` agree, `company` is where they are, `moved` if another."""

    person: Person
    fields: tuple[str, ...]
    company: str
    moved: bool


def persons_like(values, partner_id=None):
    """Persons with the same mail or mobile, or with the same name and company: the surest first."""
    twins = twins_of(PERSON, {name: values.get(name, "") for name in ("email", "mobile", "name")})
    rows = {
        one.id: one for one in session.scalars(select(Person).where(Person.id.in_([t.id for t in twins])))
    }
    companies = titles("partner", [one.partner_id for one in rows.values() if one.partner_id])
    found = []
    for twin in twins:
        person = rows[twin.id]
        company = companies.get(person.partner_id) or person.company_name
        moved = _elsewhere(values.get("company", ""), partner_id, company, person)
        if twin.strong or not moved:
            found.append(Likeness(person, twin.fields, company, moved))
    return found


def _elsewhere(said, partner_id, company, person):
    if partner_id and person.partner_id:
        return partner_id != person.partner_id
    return bool(said and company) and name_key(said) != name_key(company)


def account_for(company, email):
    """Id of the account with that name, else the one whose people have mail addresses of that domain; None."""
    if company:
        twins = twins_of(PARTNER, {"name": company}, only="name")
        if twins and twins[0].state != "archived":
            return twins[0].id
    return _by_domain(mail_key(email or "").rpartition("@")[2])


def _by_domain(domain):
    if not domain or domain in FREE_MAIL:
        return None
    theirs = select(Partner.id).where(func.lower(Partner.email).endswith(f"@{domain}"))
    found = session.scalars(theirs.where(Partner.state != "archived").limit(2)).all()
    if not found:
        people = select(Person.partner_id).where(
            func.lower(Person.email).endswith(f"@{domain}"), Person.partner_id.is_not(None)
        )
        found = session.scalars(people.distinct().limit(2)).all()
    return found[0] if len(found) == 1 else None
