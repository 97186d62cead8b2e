"""Taking colleagues on a record, and letting them go."""

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.responsible import colleagues
from app.platform.audit import record
from app.records.disclosures.operations import include_people_named
from app.sales.owners.choices import LABELS
from app.sales.owners.model import RecordOwner
from app.sales.owners.queries import still_open


def add_owner(kind, row, user_id, role, since=None):
    """A further owner of the record from `since` (default: today). Raises Rejected beside the field."""
    session.refresh(row, with_for_update=True)
    if user_id == row.owner_id:
        raise Rejected("This colleague is in charge already.", "user_id")
    who = colleagues().get(user_id)
    if who is None:
        raise Rejected("This entry does not exist any more. Choose another.", "user_id")
    same = still_open(row.id).where(RecordOwner.user_id == user_id, RecordOwner.role == role)
    if session.scalars(same).first():
        raise Rejected("This colleague has this part already.", "user_id")
    one = RecordOwner(
        record_type=kind.name,
        record_id=row.id,
        user_id=user_id,
        role=role,
        organisation_id=who.organisation_id,
        since=since or clock.today(),
        by_name=context.actor().name,
    )
    session.add(one)
    session.flush()  # the page lists it
    include_people_named(kind, row, [user_id])
    _note(kind, row, "owner_added", who.name, role)
    return one


def end_owner(kind, row, one):
    """The colleague's part ends today; the line stays as history. Twice is once."""
    if one.until is not None:
        return
    one.until = max(clock.today(), one.since)
    who = colleagues().get(one.user_id)
    _note(kind, row, "owner_ended", who.name if who else "", one.role)


def _note(kind, row, verb, name, role):
    label = f"{getattr(row, kind.key)} {getattr(row, kind.title)}"
    record(f"{kind.name}.{verb}", row, label=label, colleague=name, role=str(LABELS[role]))
