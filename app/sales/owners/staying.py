"""Who was in charge before: kept whenever somebody else takes over, by whichever way that is written."""

from sqlalchemy import Date, and_, cast, func, select

from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.sales.owners.model import MAIN, RecordOwner


def keeper(kind):
    """The hook for changes of `kind` (see RecordType.before_change)."""
    return lambda changes_by_id: _keep(kind, changes_by_id)


def _keep(kind, changes_by_id):
    ids = [one for one, changes in changes_by_id.items() if "owner_id" in changes]
    if not ids:
        return
    model, past, today = kind.model, RecordOwner, clock.today()
    last = (
        select(func.max(past.until))
        .where(past.tenant_id == model.tenant_id, past.record_id == model.id, past.role == MAIN)
        .correlate(model)
        .scalar_subquery()
    )
    entered = cast(func.timezone("Asia/Tokyo", model.created_at), Date)
    found = select(
        model.id.label("record_id"),
        model.owner_id.label("user_id"),
        model.organisation_id,
        func.least(func.coalesce(last, entered), today).label("since"),
    ).where(and_(model.id.in_(ids), model.owner_id.is_not(None)))
    rows = [dict(one) for one in session.execute(found).mappings()]
    same = {"record_type": kind.name, "role": MAIN, "until": today, "by_name": context.actor().name}
    copy_in(RecordOwner, rows, same)
