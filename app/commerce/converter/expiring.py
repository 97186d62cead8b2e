"""Three in the morning: when things end, what may still be seen, and the purge."""

import datetime as dt

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.commerce.converter.model import ConverterDay, ConverterFile, ConverterLoad, ConverterParcel
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id
from app.platform import jobs
from app.platform.audit import record
from app.platform.jobs.model import Job

HOUR = 3
JOB = "commerce.converter.purge"
_COUNTS = ("loads", "orders", "parcels", "files")


def end_of(moment):
    """The next 03:00 in Japan after `moment`: at 02:59 one minute away, at 03:00:00 a whole day."""
    here = moment.astimezone(clock.JST)
    goal = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return goal if goal > here else goal + dt.timedelta(days=1)


def standing(model):
    """Rows of `model` that may still be seen, whether the purge has come or is late."""
    return select(model).where(model.expires_at > clock.now())


def plan_purge(moment):
    """Ask for the purge at `moment`, once. The bell keeps it: after a standstill it is rung at the first sweep."""
    asked = select(Job.id).where(Job.name == JOB, Job.due_at == moment, Job.state.in_(("pending", "running")))
    if session.scalar(asked.limit(1)) is None:
        jobs.at(moment, JOB)


def purge():
    """Delete what has ended, and leave counts. Said again, nothing happens. Returns how many loads went."""
    gone = session.scalars(
        select(ConverterLoad.id).where(ConverterLoad.expires_at <= clock.now()).with_for_update()
    ).all()
    if not gone:
        return 0
    for day, counts in _counted(gone).items():
        _leave(day, counts)
    for model in (ConverterFile, ConverterParcel):
        session.execute(delete(model).where(model.load_id.in_(gone)))
    session.execute(delete(ConverterLoad).where(ConverterLoad.id.in_(gone)))
    session.execute(delete(Job).where(Job.name == JOB, Job.state.in_(("done", "failed", "cancelled"))))
    record("converter.purged", loads=len(gone))
    return len(gone)


def throw_away(load):
    """End a load now; its counts stay like those of any other."""
    load.expires_at = clock.now()
    session.flush()
    purge()


def _counted(gone):
    """`{day: {loads, orders, parcels, files}}`."""
    found = {}
    loads = select(ConverterLoad.id, ConverterLoad.created_at, ConverterLoad.orders).where(
        ConverterLoad.id.in_(gone)
    )
    days = {}
    for load_id, created_at, orders in session.execute(loads):
        days[load_id] = day = (created_at.astimezone(clock.JST) - dt.timedelta(hours=HOUR)).date()
        counts = found.setdefault(day, dict.fromkeys(_COUNTS, 0))
        counts["loads"] += 1
        counts["orders"] += orders
    for name, model in (("parcels", ConverterParcel), ("files", ConverterFile)):
        rows = select(model.load_id, func.count()).where(model.load_id.in_(gone)).group_by(model.load_id)
        for load_id, count in session.execute(rows):
            found[days[load_id]][name] += count
    return found


def _leave(day, counts):
    row = {"tenant_id": context.tenant_id(), "id": new_id(), "day": day, "purged_at": clock.now(), **counts}
    added = {name: getattr(ConverterDay, name) + counts[name] for name in _COUNTS}
    session.execute(
        insert(ConverterDay)
        .values(row)
        .on_conflict_do_update(index_elements=["tenant_id", "day"], set_=added | {"purged_at": clock.now()})
    )
