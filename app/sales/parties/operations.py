"""Naming who takes part in a record, and taking them out."""

from sqlalchemy import func, select

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.records.kit.queries import titles
from app.sales.parties.choices import LABELS
from app.sales.parties.model import RecordParty


def add_party(kind, row, *, role, person_id=None, partner_id=None, note=""):
    """Either a person or a company, as `role`. Raises Rejected beside the field."""
    if (person_id is None) == (partner_id is None):
        raise Rejected("Choose a person or a company.", "person_id")
    if partner_id == row.id or (person_id and person_id == getattr(row, "person_id", None) and role == "met"):
        raise Rejected("This one is named in the record itself.", "person_id" if person_id else "partner_id")
    found = titles("person", [person_id]) if person_id else titles("partner", [partner_id])
    if not found:
        raise Rejected("This entry does not exist any more. Choose another.", "person_id")
    one = RecordParty(
        record_type=kind.name,
        record_id=row.id,
        person_id=person_id,
        partner_id=partner_id,
        role=role,
        note=note,
        by_name=context.actor().name,
    )
    if _there(one):
        raise Rejected("This part is named already.", "person_id" if person_id else "partner_id")
    session.add(one)
    session.flush()  # the page lists it
    _note(kind, row, "party_added", next(iter(found.values())), role)
    return one


def remove_party(kind, row, one):
    """Take a party out; the trail keeps that it was there."""
    name = {**titles("person", [one.person_id]), **titles("partner", [one.partner_id])}
    session.delete(one)
    session.flush()  # the page lists the others
    _note(kind, row, "party_removed", next(iter(name.values()), ""), one.role)


def _there(one):
    who = (
        RecordParty.person_id == one.person_id if one.person_id else RecordParty.partner_id == one.partner_id
    )
    same = select(func.count()).select_from(RecordParty)
    return session.scalar(
        same.where(RecordParty.record_id == one.record_id, RecordParty.role == one.role, who)
    )


def _note(kind, row, verb, name, role):
    label = f"{getattr(row, kind.key)} {getattr(row, kind.title)}"
    record(f"{kind.name}.{verb}", row, label=label, party=name, role=str(LABELS[role]))
