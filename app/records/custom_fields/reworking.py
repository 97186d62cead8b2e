"""Walks over all rows of a record type: some rows in each job, each job commits, the next one goes on."""

import uuid
from datetime import timedelta

from sqlalchemy import bindparam, func, select, update

from app.kernel import clock, context
from app.kernel.db import session
from app.platform import jobs
from app.platform.audit import changes_of, record
from app.records.custom_fields import sorting
from app.records.custom_fields.model import Rework
from app.records.kit.deriving import inputs, plan_of, worked_out
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.extras import columns_for, held, packed, put, unpacked
from app.records.kit.keeping import in_words
from app.records.kit.slots import slotted
from app.records.layouts import versions
from app.records.layouts.shaping import content_of, shaped, standard_name

CHUNK = 1_000
AGAIN = timedelta(minutes=10)
"""Whoever saved while the arrangement changed may not have known of it: the rows are looked at again later."""


def begin(kind, act, field="", *, at=None, **details):
    """Walk over the rows of `kind` once this is committed (or at a moment). Returns the Rework."""
    work = Rework(
        record_type=kind.name,
        act=act,
        field=field,
        details=details,
        state="pending",
        done=0,
        total=session.scalar(select(func.count()).select_from(kind.model)),
        started_by_id=context.actor().id,
    )
    session.add(work)
    session.flush()  # the job names it
    _call_on(work, at)
    return work


def _call_on(work, at=None):
    job = jobs.at(at or clock.now(), "records.custom_fields.rework", subject_id=work.id, rework_id=work.id)
    work.job_id = job.id


def go_on(rework_id):
    """The next rows of a walk. Again is harmless: what is done already changes nothing."""
    versions.forget()
    work = session.get(Rework, (context.tenant_id(), uuid.UUID(str(rework_id))), with_for_update=True)
    if work is None or work.state != "pending":
        return
    kind = shaped(RECORD_TYPES[work.record_type])
    step = _STEPS[work.act](kind, work)
    if step is None:
        work.state, work.finished_at = "cancelled", clock.now()
        return
    ids = step(kind, work)
    work.done += len(ids)
    if len(ids) == CHUNK:
        work.after_id = ids[-1]
        _call_on(work)
        return
    work.state, work.finished_at, work.total = "done", clock.now(), work.done
    _finish(kind, work)


def _finish(kind, work):
    if work.act == "slot" and not work.details.get("again"):
        sorting.ready(kind, work.field)
    if work.act in ("slot", "formula") and not work.details.get("again"):
        begin(kind, work.act, work.field, at=clock.now() + AGAIN, **work.details, again=True)


def _rows(kind, work, *columns):
    model = kind.model
    found = select(model.id, model.extra, *columns).order_by(model.id).limit(CHUNK).with_for_update()
    return session.execute(found.where(model.id > work.after_id) if work.after_id else found).all()


def _write(kind, changes):
    """`{id: {column: value}}`, all with the same columns."""
    if not changes:
        return
    table = kind.model.__table__
    names = next(iter(changes.values()))
    statement = update(table).where(table.c.tenant_id == context.tenant_id(), table.c.id == bindparam("row"))
    statement = statement.values({name: bindparam(f"new_{name}") for name in names})
    rows = [
        {"row": row_id, **{f"new_{name}": value for name, value in one.items()}}
        for row_id, one in changes.items()
    ]
    session.connection().execute(statement, rows)


def _filling(kind, work):
    of, slot = kind.fields.get(work.field), work.details["slot"]
    if of is None or slot not in (of.slot, of.filling):
        return None

    def fill(kind, work):
        rows = _rows(kind, work, getattr(kind.model, slot).label("slot"))
        changes = {}
        for row in rows:
            value = slotted(of.kind, unpacked(of, row.extra.get(of.name)))
            if value != row.slot:
                changes[row.id] = {slot: value}
        _write(kind, changes)
        return [row.id for row in rows]

    return fill


def _working_out(kind, work):
    return _work_out if plan_of(kind) else None


def _work_out(kind, work):
    rows = _rows(kind, work, *(getattr(kind.model, name) for name in inputs(kind)))
    changes = {}
    for row in rows:
        values = worked_out(kind, {}, row)
        if any(packed(kind.fields[name], value) != row.extra.get(name) for name, value in values.items()):
            changes[row.id] = columns_for(kind, values, row.extra)
    _write(kind, changes)
    return [row.id for row in rows]


def _purging(kind, work):
    return None if work.field in content_of(f"record:{kind.name}").get("fields", {}) else _purge


def _purge(kind, work):
    rows = _rows(kind, work)
    without = {
        row.id: {"extra": {name: value for name, value in row.extra.items() if name != work.field}}
        for row in rows
        if work.field in row.extra
    }
    _write(kind, without)
    return [row.id for row in rows]


def _merging(kind, work):
    return _merge


def _merge(kind, work):
    """Rows of the list's fields, with their line in the trail: their values change for the reader."""
    fields = [of for of in kind.fields.values() if _of_list(kind, of, work.details["list"])]
    model = kind.model
    found = select(model).order_by(model.id).limit(CHUNK).with_for_update()
    rows = session.scalars(found.where(model.id > work.after_id) if work.after_id else found).all()
    for row in rows:
        values = {of.name: one for of in fields if (one := _merged(held(row, of), work.details)) is not None}
        if not values:
            continue
        changes = put(kind, row, values) | changes_of(row, only=values)
        put(kind, row, worked_out(kind, values, row))
        row.version, row.changed_at = row.version + 1, clock.now()
        label = f"{getattr(row, kind.key)} {getattr(row, kind.title)}"
        record(f"{kind.name}.changed", row, label=label, changes=in_words(kind, changes))
    return [row.id for row in rows]


def _of_list(kind, of, name):
    if of.coded:
        return name == standard_name(kind, of)
    definition = content_of(f"record:{kind.name}").get("fields", {}).get(of.name, {})
    return of.kind in ("choice", "many") and definition.get("list") == name


def _merged(value, details):
    """`value` with one code in the place of another, None where it is not held."""
    old, new = details["value"], details["into"]
    if isinstance(value, list):
        return list(dict.fromkeys(new if one == old else one for one in value)) if old in value else None
    return new if value == old else None


_STEPS = {"slot": _filling, "formula": _working_out, "purge": _purging, "merge": _merging}
