"""Parties of a record, and the records in which somebody takes part."""

from sqlalchemy import Uuid, and_, bindparam, select
from sqlalchemy.orm import aliased

from app.kernel import context
from app.kernel.ready import ready
from app.masters.partners.model import Partner
from app.records.kit.queries import titles
from app.sales.parties.choices import KINDS
from app.sales.parties.model import RecordParty
from app.sales.persons.model import Person


def parties(record_id):
    """Select of the parties of a record in the order they were added."""
    one = RecordParty
    return select(one).where(one.record_id == record_id).order_by(one.created_at, one.id)


def told(record_id):
    """Rows of id, role, note, person and partner (id, name), title and company of a person; one statement."""
    return _told(record=record_id).all()


@ready
def _told():
    one, company = RecordParty, aliased(Partner)
    return (
        select(
            one.id, one.role, one.note, one.person_id, one.partner_id,
            Person.name.label("person"), Person.title, Partner.name.label("partner"),
            company.name.label("company"), Person.company_name,
        )
        .outerjoin(Person, and_(Person.tenant_id == one.tenant_id, Person.id == one.person_id))
        .outerjoin(Partner, and_(Partner.tenant_id == one.tenant_id, Partner.id == one.partner_id))
        .outerjoin(company, and_(company.tenant_id == one.tenant_id, company.id == Person.partner_id))
        .where(one.record_id == bindparam("record", type_=Uuid))
        .order_by(one.created_at, one.id)
    )  # fmt: skip


@ready
def _taking_part(column):
    return (
        select(RecordParty.record_type, RecordParty.record_id, RecordParty.role)
        .where(getattr(RecordParty, column) == bindparam("row", type_=Uuid))
        .order_by(RecordParty.created_at.desc(), RecordParty.id)
    )


def taking_part(column, row_id):
    """`[(record type, [(id, title, role)])]` of the records the present actor may know of, for a person or company."""
    found = _taking_part(column, row=row_id).all()
    parts = []
    for kind in KINDS if found else ():
        mine = [(one.record_id, one.role) for one in found if one.record_type == kind.name]
        if mine and context.actor().may(kind.permissions.view):
            named = titles(kind.name, [record_id for record_id, _role in mine])
            lines = [(record_id, named[record_id], role) for record_id, role in mine if record_id in named]
            parts += [(kind, lines)] if lines else []
    return parts
