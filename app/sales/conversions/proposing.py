"""Persons and accounts that a lead probably is: by mail, telephone, name and company as the trade compares them."""

from dataclasses import dataclass, replace

from sqlalchemy import and_, select

from app.kernel.db import session
from app.kernel.likeness import name_key
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.records.kit.alike import twins_of
from app.records.kit.describing import Alike
from app.records.kit.model import ARCHIVED
from app.sales.leads.record import LEAD
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON

_ASKED = (
    Alike("email", "mail"),
    Alike("mobile", "phone"),
    Alike("phone", "phone"),
    Alike("name", "name", strong=False),
)


@dataclass(frozen=True)
class Proposal:
    """A record that is probably the one; `agreed`: labels of what agrees; `likely` enough to be chosen beforehand."""

    id: object
    name: str
    company: str
    agreed: tuple
    likely: bool


def persons_like(lead):
    """Persons, likeliest first: a name counts for much where the company is the same too."""
    asked = {"email": lead.email, "mobile": lead.phone, "phone": lead.phone, "name": lead.name}
    twins = _present(twins_of(replace(PERSON, alike=_ASKED), asked))
    companies = _companies([one.id for one in twins])
    ours, found = name_key(lead.company), []
    for one in twins:
        names = companies.get(one.id, ())
        same = bool(ours) and any(name_key(name) == ours for name in names)
        agreed = [PERSON.fields[name].label for name in one.fields]
        agreed += [LEAD.fields["company"].label] if same else []
        likely = one.strong or (same and "name" in one.fields)
        found.append(Proposal(one.id, one.title, next(iter(names), ""), tuple(agreed), likely))
    return sorted(found, key=lambda one: (not one.likely, -len(one.agreed)))


def accounts_like(lead):
    """Accounts with the company's name, telephone or mail address, likeliest first."""
    asked = {"name": lead.company, "phone": lead.phone, "email": lead.email}
    asked |= {"corporate_number": "", "registration_number": ""}
    found = []
    for one in _present(twins_of(PARTNER, asked)):
        agreed = tuple(PARTNER.fields[name].label for name in one.fields)
        found.append(Proposal(one.id, one.title, one.key, agreed, one.strong))
    return found


def _present(twins):
    return [one for one in twins if one.state != ARCHIVED]


def _companies(ids):
    if not ids:
        return {}
    joined = and_(Partner.tenant_id == Person.tenant_id, Partner.id == Person.partner_id)
    rows = select(Person.id, Partner.name, Person.company_name).outerjoin(Partner, joined)
    return {
        row_id: tuple(one for one in names if one)
        for row_id, *names in session.execute(rows.where(Person.id.in_(ids)))
    }
