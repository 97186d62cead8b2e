"""A lead becomes records, all in one transaction."""

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.record import PARTNER
from app.platform.audit import record
from app.records.kit import keeping
from app.sales.conversions.model import Conversion
from app.sales.leads.record import LEAD
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.persons.record import PERSON

CLOSED = ("converted", "archived")
PARTS = {"person": PERSON, "partner": PARTNER, "opportunity": OPPORTUNITY}


def convert(lead, *, person=None, partner=None, account=None, deal=None):
    """Make of the lead a person (`person`: the one it is already), with `partner` (there already) or a new `account`
    (`{code, name}`), and an opportunity of the values `deal`. Raises Rejected. Returns the Conversion.
    """
    session.refresh(lead, with_for_update=True)
    if lead.state in CLOSED:
        raise Rejected("This lead has become business already, or is archived.")
    if deal is not None and partner is None and account is None:
        raise Rejected("An opportunity needs an account. Choose one, or enter it.", "account")
    made, before = [], lead.state
    if partner is None and account is not None:
        partner = keeping.enter(PARTNER, _account(lead, account))
        made.append("partner")
    if person is None:
        person = keeping.enter(PERSON, _person(lead, partner))
        made.append("person")
    elif partner is not None and person.partner_id is None:
        keeping.change(PERSON, person, {"partner_id": partner.id}, version=person.version)
    found = {"person": person, "partner": partner}
    if deal is not None:
        found["opportunity"] = keeping.enter(OPPORTUNITY, _deal(lead, partner, person, deal))
        made.append("opportunity")
    return _converted(lead, {name: row for name, row in found.items() if row is not None}, made, before)


def _converted(lead, found, made, before):
    keeping.move(LEAD, lead, "converted")
    ids = {f"{name}_id": row.id for name, row in found.items()}
    for name, value in {**ids, "converted_at": clock.now()}.items():
        setattr(lead, name, value)
    conversion = Conversion(
        lead_id=lead.id,
        **ids,
        made=made,
        versions={name: row.version for name, row in {**found, "lead": lead}.items()},
        lead_state=before,
        by_name=context.actor().name,
        created_at=clock.now(),
    )
    session.add(conversion)
    session.flush()  # the page shows it
    names = "、".join(getattr(row, PARTS[name].title) for name, row in found.items())
    record("lead.converted", lead, label=f"{lead.code} {lead.name}", became=names)
    return conversion


def _account(lead, account):
    return {
        **account,
        "is_supplier": False,
        "is_prospect": True,
        "phone": lead.phone,
        "postal_code": lead.postal_code,
        "address": lead.address,
        "owner_id": lead.owner_id,
        "organisation_id": lead.organisation_id,
    }


def _person(lead, partner):
    same = ("name", "kana", "department", "title", "email", "phone", "postal_code", "address", "note")
    return {
        **{name: getattr(lead, name) for name in same},
        "partner_id": partner.id if partner else None,
        "company_name": lead.company,
        "may_mail": lead.consented_on is not None and lead.refused_on is None,
        "owner_id": lead.owner_id,
        "organisation_id": lead.organisation_id,
    }


def _deal(lead, partner, person, deal):
    return {
        "partner_id": partner.id,
        "person_id": person.id,
        "campaign_id": lead.campaign_id,
        "source": "campaign" if lead.campaign_id else "",
        "description": lead.interest,
        "owner_id": lead.owner_id,
        "organisation_id": lead.organisation_id,
        **deal,
    }
