"""Keys, and what was answered lately."""

import datetime as dt

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.masters.partners.model import Partner
from app.masters.registries.companies import merged, unpacked
from app.masters.registries.model import SERVICES, RegistryAnswer, RegistryKey

FRESH = dt.timedelta(days=1)


def keys():
    """`{service: RegistryKey}` of those that were entered."""
    return {one.service: one for one in session.scalars(select(RegistryKey)) if one.key}


def key_row(service):
    """The RegistryKey of a service, or None."""
    return session.scalars(select(RegistryKey).where(RegistryKey.service == service)).one_or_none()


def answered(service, question):
    """The RegistryAnswer to a question, old or new, or None."""
    found = select(RegistryAnswer).where(
        RegistryAnswer.service == service, RegistryAnswer.question == question
    )
    return session.scalars(found).one_or_none()


def is_fresh(answer):
    """Whether the registry need not be asked again."""
    return answer is not None and clock.now() - answer.fetched_at < FRESH


def known(number):
    """`(Company, when it was fetched)` of what the registries said about a number lately, or `(None, None)`."""
    answers = [
        one for one in (answered(service, f"number|{number}") for service in SERVICES) if is_fresh(one)
    ]
    company = None
    for one in answers:
        company = merged(company, unpacked(one.companies[0]) if one.companies else None)
    return company, min((one.fetched_at for one in answers), default=None)


def partners_with(numbers):
    """`{corporate number: Partner}` of those we have already."""
    found = select(Partner).where(Partner.corporate_number.in_(list(numbers)), Partner.state != "archived")
    return {one.corporate_number: one for one in session.scalars(found.order_by(Partner.code))}
