"""Owners of a record."""

from sqlalchemy import and_, select

from app.access.organisations.model import Organisation
from app.access.users.model import User
from app.kernel.db import session
from app.sales.owners.model import RecordOwner


def owners(record_id):
    """Select of the owners of a record: those of today first."""
    one = RecordOwner
    return select(one).where(one.record_id == record_id).order_by(one.until.desc(), one.since, one.id)


def told(record_id):
    """Select of rows of id, role, since, until, name, department, in the same order."""
    one = RecordOwner
    return (
        select(
            one.id, one.role, one.since, one.until, User.name, Organisation.name.label("department"),
        )
        .join(User, and_(User.tenant_id == one.tenant_id, User.id == one.user_id))
        .outerjoin(
            Organisation,
            and_(Organisation.tenant_id == one.tenant_id, Organisation.id == one.organisation_id),
        )
        .where(one.record_id == record_id)
        .order_by(one.until.desc(), one.since, one.id)
    )  # fmt: skip


def in_charge_of(row):
    """`(name, department)` of who is in charge of a record, or None."""
    if row.owner_id is None:
        return None
    at = and_(Organisation.tenant_id == User.tenant_id, Organisation.id == row.organisation_id)
    found = select(User.name, Organisation.name.label("department")).outerjoin(Organisation, at)
    return session.execute(found.where(User.id == row.owner_id)).first()


def still_open(record_id):
    """Select of the further owners who work on a record without an end."""
    return owners(record_id).where(RecordOwner.until.is_(None))
