"""Owners of a record."""

from sqlalchemy import ARRAY, Uuid, and_, bindparam, func, or_, select

from app.access.organisations.model import Organisation
from app.access.users.model import User
from app.kernel import clock
from app.kernel.ready import ready
from app.sales.owners.model import MAIN, RecordOwner


def owners(record_id):
    """Select of the owners of a record: those of today first."""
    one = RecordOwner
    return select(one).where(one.record_id == record_id).order_by(one.until.desc(), one.since, one.id)


def told(record_id):
    """Rows of id, role, since, until, name, department, in the same order."""
    return _told(record=record_id).all()


@ready
def _told():
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
        .where(one.record_id == bindparam("record", type_=Uuid))
        .order_by(one.until.desc(), one.since, one.id)
    )  # fmt: skip


def in_charge_of(row):
    """`(name, department)` of who is in charge of a record, or None."""
    if row.owner_id is None:
        return None
    return _in_charge(user=row.owner_id, organisation=row.organisation_id).first()


@ready
def _in_charge():
    named = Organisation.id == bindparam("organisation", type_=Uuid)
    at = and_(Organisation.tenant_id == User.tenant_id, named)
    found = select(User.name, Organisation.name.label("department")).outerjoin(Organisation, at)
    return found.where(User.id == bindparam("user", type_=Uuid))


def still_open(record_id):
    """Select of the further owners who work on a record without an end."""
    return owners(record_id).where(RecordOwner.until.is_(None))


def worked_on_by(user_id):
    """SQL array of the ids of the records that somebody works on today without being in charge."""
    one = RecordOwner
    going_on = or_(one.until.is_(None), one.until > clock.today())
    found = select(one.record_id).where(one.user_id == user_id, one.role != MAIN, going_on)
    return func.array(found.scalar_subquery(), type_=ARRAY(Uuid))
