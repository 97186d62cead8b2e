"""Whoever is in charge of an account whose owners are moved to another one works on that from then on."""

import uuid

from app.kernel import context
from app.kernel.db import session
from app.records.kit.describing import RECORD_TYPES
from app.sales.owners.model import RecordOwner
from app.sales.owners.operations import add_owner
from app.sales.owners.queries import still_open

PART = "owners"


def join(move, source, target):
    """The person in charge of the source becomes a deputy of the target, where they are not on it. Returns the line.

    Of a merge the person in charge is one of the fields that somebody chooses.
    """
    if PART not in move.content.get("parts", ()) or source.owner_id in (None, target.owner_id):
        return None
    there = {one.user_id for one in session.scalars(still_open(target.id))}
    if source.owner_id in there:
        return None
    line = add_owner(RECORD_TYPES[move.record_type], target, source.owner_id, "deputy")
    return str(line.id)


def leave(move, source, target, line_id):
    """The part ends as if it had never been, unless somebody ended it since."""
    one = session.get(RecordOwner, (context.tenant_id(), uuid.UUID(line_id)))
    if one is not None and one.until is None and one.record_id == target.id:
        session.delete(one)
        session.flush()  # what comes back may take its place
