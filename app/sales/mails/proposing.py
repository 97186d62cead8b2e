"""Whom a mail is about: person by address, account by person or domain, opportunity by thread, number, or being the
only open one. All within what the person may know of.
"""

import re
from dataclasses import dataclass, field

from sqlalchemy import select

from app.kernel.db import session
from app.records.kit.alike import twins_of
from app.records.kit.queries import reach
from app.sales.activities.model import Activity
from app.sales.activities.record import ACTIVITY
from app.sales.cards.alike import account_for
from app.sales.mails.defaults import FORWARDED
from app.sales.mails.model import IncomingMail
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON
from app.sales.results.queries import deals_at

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{2,29}")
_MOST = 20


@dataclass
class _Found:
    """What was found, and how; `several`: something fits more than one."""

    values: dict = field(default_factory=dict)
    why: dict = field(default_factory=dict)
    several: bool = False

    def take(self, how, **values):
        """Keep what is not known yet."""
        for name, value in values.items():
            if value is not None and self.values.get(name) is None:
                self.values[name], self.why[name] = value, how


def propose(mail, addresses):
    """Put the proposal for a mail on its row. `addresses` of the people outside, whom it is about first."""
    found = _Found()
    if not addresses:
        addresses = [one.lower() for one in FORWARDED.findall(mail.content["text"])][:5]
    _people(found, addresses[:_MOST])
    _opportunity(found, mail)
    _earlier(found, mail)
    for name in ("partner_id", "person_id", "opportunity_id"):
        setattr(mail, name, found.values.get(name))
    mail.why = found.why
    mail.clear = not mail.doubts and not found.several and None not in (mail.partner_id, mail.person_id)


def _people(found, addresses):
    persons = [one for address in addresses for one in _with_address(address)]
    accounts = {one.partner_id for one in persons if one.partner_id}
    if persons:
        first = persons[0]
        found.take("address", person_id=first.id)
        found.take("person", partner_id=first.partner_id)
    by_domain = [account_for("", one) for one in addresses] if not accounts else []
    found.take("domain", partner_id=next(filter(None, by_domain), None))
    found.several = len(accounts) > 1 or len(set(filter(None, by_domain))) > 1 or _doubled(persons)


def _doubled(persons):
    """Whether an address belongs to more than one."""
    return len({one.email.lower() for one in persons}) < len(persons)


def _with_address(address):
    ids = [twin.id for twin in twins_of(PERSON, {"email": address}, only="email") if twin.state == "active"]
    found = select(Person).where(Person.id.in_(ids), reach(PERSON)).order_by(Person.code)
    return session.scalars(found).all() if ids else []


def _opportunity(found, mail):
    before = previous(mail)
    threaded = before and _known(Opportunity.id == before.opportunity_id)
    named = _known(Opportunity.code.in_(_WORD.findall(mail.content["subject"]) or [""]))
    partner_id = found.values.get("partner_id")
    if threaded or named:
        deal = (threaded or named)[0]
        other = partner_id is not None and deal.partner_id != partner_id
        found.several = found.several or other or len(named) > 1
        found.values.pop("partner_id", None)
        how = "thread" if threaded else "number"
        found.take(how, opportunity_id=deal.id, partner_id=deal.partner_id)
        return
    deals = deals_at(partner_id) if partner_id else []
    if len(deals) == 1:
        found.take("only", opportunity_id=deals[0].id)
    found.several = found.several or len(deals) > 1


def _known(condition):
    return session.scalars(
        select(Opportunity).where(condition, reach(OPPORTUNITY), Opportunity.state == "active").limit(2)
    ).all()


def _earlier(found, mail):
    """What nothing else says, the earlier mail of the thread may."""
    before = previous(mail)
    if before is not None:
        found.take("thread", partner_id=before.partner_id, person_id=before.person_id)


def previous(mail):
    """The newest activity of the mail's thread that the actor may know of, or None."""
    return session.scalars(thread_of(mail.thread_key).limit(1)).first() if mail.thread_key else None


def thread_of(thread_key):
    """Select of the activities of a thread that the actor may know of, the newest first."""
    made = select(IncomingMail.activity_id).where(
        IncomingMail.thread_key == thread_key, IncomingMail.activity_id.is_not(None)
    )
    return (
        select(Activity)
        .where(Activity.id.in_(made), reach(ACTIVITY), Activity.state == "active")
        .order_by(Activity.starts_at.desc(), Activity.id.desc())
    )
