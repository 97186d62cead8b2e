"""取込元: how files of one program are read, saved under a name and chosen again."""

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.platform.audit import record
from app.records.imports.keys import key_fields
from app.records.imports.matching import imported_fields, likeness
from app.records.imports.model import ImportSource

LONGEST = 60


def sources_of(kind):
    """Select of the sources of a record type by name."""
    return (
        select(ImportSource)
        .where(ImportSource.record_type == kind.name)
        .order_by(ImportSource.name, ImportSource.id)
    )


def save(kind, made, name):
    """Keep how `made` is read under `name`, in place of what had that name. Raises Rejected."""
    plain = name.strip()
    if not plain or len(plain) > LONGEST:
        raise Rejected("Give the source a name of at most %(n)s letters.", "source_name", n=LONGEST)
    values = {
        "columns": {field: made.header[column] for field, column in made.mapping.items()},
        "mode": made.mode,
        "key_field": made.key_field,
        "whole": made.whole,
        "changed_by_name": context.actor().name,
        "changed_at": clock.now(),
    }
    new = {"tenant_id": context.tenant_id(), "id": new_id(), "record_type": kind.name, "name": plain}
    session.execute(
        insert(ImportSource)
        .values(new | values)
        .on_conflict_do_update(index_elements=["tenant_id", "record_type", "name"], set_=values)
    )
    made.source_name = plain
    record(f"{kind.name}.import_source_saved", made, label=plain)


def apply(kind, made, source):
    """Read `made` as `source` says; columns that the file does not have stay open."""
    places = {}
    for position, name in enumerate(made.header):
        places.setdefault(likeness(name), position)
    fields = imported_fields(kind)
    found = {field: places.get(likeness(name)) for field, name in source.columns.items() if field in fields}
    made.mapping = {field: place for field, place in found.items() if place is not None}
    made.mode, made.whole, made.source_name = source.mode, source.whole, source.name
    made.key_field = source.key_field if source.key_field in key_fields(kind) else ""


def forget(kind, source):
    """Delete a source; imports that used it keep what they were matched with."""
    session.execute(delete(ImportSource).where(ImportSource.id == source.id))
    record(f"{kind.name}.import_source_removed", source, label=source.name)
