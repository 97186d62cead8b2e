"""Who may know of a record."""

from sqlalchemy import or_, select, true

from app.kernel import context
from app.records.disclosures.model import Disclosure


def disclosed(model, actor=None):
    """Clause: the rows of `model` (Restrictable) that `actor` (default: the present one) may know of.

    The system itself (clock, commands) sees all; a job acts as the person who asked for it.
    """
    who = actor or context.actor()
    if who.kind == "system":
        return true()
    named = select(1).where(
        Disclosure.tenant_id == model.tenant_id,
        Disclosure.record_id == model.id,
        Disclosure.subject.in_(who.subjects),
    )
    return or_(~model.restricted, model.created_by_id == who.id, named.exists())


def subjects_of(record_id):
    """Select of the subjects a record is disclosed to, in order."""
    return select(Disclosure.subject).where(Disclosure.record_id == record_id).order_by(Disclosure.subject)
