"""Changing a tenant's arrangement with everything that follows: slots, values worked out anew, deletions."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import jobs
from app.records.custom_fields import sorting
from app.records.custom_fields.defining import check, live, shape_of, used_in
from app.records.custom_fields.model import Rework
from app.records.custom_fields.reworking import begin
from app.records.layouts import contents
from app.records.layouts.operations import configure
from app.records.layouts.shaping import CODES, arranged, content_of

KEPT = timedelta(days=30)
"""How long a deleted field can be brought back."""


def arrange(kind, content, summary, *, version=None, **details):
    """Put `content` in force for a record type (as the code describes it) after checking that it can work.

    Gives slots, starts the walks over all rows and the end of deleted fields. Raises Rejected, Conflict.
    """
    before = content_of(f"record:{kind.name}")
    check(arranged(kind, content, content_of(CODES)), content)
    found = configure(f"record:{kind.name}", content, summary, version=version, **details)
    filled = sorting.settle(kind, content)
    places = content_of(sorting.subject_of(kind)) if filled else {}
    for name in filled:
        begin(kind, "slot", name, slot=places[name]["slot"])
    if _formulas(content) - _formulas(before):
        begin(kind, "formula")
    for name, definition in content.get("fields", {}).items():
        if definition.get("deleted") != before.get("fields", {}).get(name, {}).get("deleted"):
            _plan_end(kind, name, definition.get("deleted"))
    return found


def _formulas(content):
    return {(name, one["formula"], one["kind"]) for name, one in live(content).items() if one.get("formula")}


def _plan_end(kind, name, deleted):
    if deleted:
        moment = datetime.fromisoformat(deleted) + KEPT
        jobs.at(moment, "records.custom_fields.purge", record_type=kind.name, field=name, deleted=deleted)


def keep_field(kind, name, definition, *, version, new=False):
    """Add an own field, or change one (its code and type stay). Raises Rejected, Conflict."""
    content = content_of(f"record:{kind.name}")
    present = content.get("fields", {}).get(name)
    if new and (present is not None or _still_purged(kind, name)):
        raise Rejected("This code is used already, or was until lately. Choose another.", "code")
    if not new and (present["kind"], shape_of(present)) != (definition["kind"], shape_of(definition)):
        raise Rejected("The type of a field cannot be changed. Add another field.", "shape")
    position = max((one.get("position", 0) for one in content.get("fields", {}).values()), default=0) + 1
    placed = {**definition, "position": position if new else present.get("position", 0)}
    kept = contents.with_field(content, name, placed)
    summary = "field_added" if new else "field_changed"
    return arrange(kind, kept, summary, version=version, field=name, called=definition["label"])


def _still_purged(kind, name):
    pending = select(Rework.id).where(
        Rework.record_type == kind.name,
        Rework.act == "purge",
        Rework.field == name,
        Rework.state == "pending",
    )
    return session.scalar(select(exists(pending)))


def delete_field(kind, name, *, version=None):
    """Take an own field off every screen; its values stay for thirty days. Raises Rejected when a formula needs it."""
    content = content_of(f"record:{kind.name}")
    now = arranged(kind, content, content_of(CODES))
    needed = used_in(now, content, name)
    if needed:
        raise Rejected("These formulas use the field. Change them first: %(names)s", names=", ".join(needed))
    definition = {**content["fields"][name], "deleted": clock.now().isoformat()}
    kept = contents.with_field(content, name, definition)
    return arrange(kind, kept, "field_deleted", version=version, field=name, called=definition["label"])


def restore_field(kind, name, *, version=None):
    """Bring a deleted field back with all its values."""
    content = content_of(f"record:{kind.name}")
    definition = {key: value for key, value in content["fields"][name].items() if key != "deleted"}
    kept = contents.with_field(content, name, definition)
    found = arrange(kind, kept, "field_restored", version=version, field=name, called=definition["label"])
    if any(one.get("formula") for one in live(kept).values()):
        begin(kind, "formula")
    return found


def purge_field(kind, name, deleted):
    """The end of a deleted field, unless it was brought back: definition and values go."""
    content = content_of(f"record:{kind.name}")
    definition = content.get("fields", {}).get(name)
    if definition is None or definition.get("deleted") != deleted:
        return
    arrange(
        kind, contents.without_field(content, name), "field_purged", field=name, called=definition["label"]
    )
    begin(kind, "purge", name)


def take_back(kind, revision, *, version):
    """Put an earlier version in force again, as a new one. Raises Rejected, Conflict."""
    present = content_of(f"record:{kind.name}")
    kept = contents.again(present, revision.content, clock.now().isoformat())
    found = arrange(kind, kept, "taken_back", version=version, to=revision.version)
    if any(one.get("formula") for one in live(kept).values()):
        begin(kind, "formula")
    return found
