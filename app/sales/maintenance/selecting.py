"""Which records a maintenance of owners comes to, and what it would do to them."""

import uuid

from sqlalchemy import and_, exists, func, or_, select, true

from app.kernel.db import session
from app.records.changes.operations import MOST
from app.records.kit.queries import key_of
from app.records.lists.queries import narrowed
from app.sales.activities.record import ACTIVITY
from app.sales.owners.model import RecordOwner

SHOWN = 50


def owned_by(kind, content):
    """Clause: the records where the colleague of `content` is in charge or a further owner; all without one."""
    who = id_in(content, "from")
    if who is None:
        return true()
    model, one = kind.model, RecordOwner
    if kind.name == ACTIVITY.name:
        return model.owner_id == who
    further = exists().where(
        one.tenant_id == model.tenant_id, one.record_id == model.id, one.user_id == who, one.until.is_(None)
    )
    return or_(model.owner_id == who, further)


def id_in(content, name):
    """An id of `content`, or None."""
    return uuid.UUID(content[name]) if content.get(name) else None


def preview(kind, question, content):
    """`(rows of id, key, title, owner_id and further [role], how many, in charge of how many)`.

    Counted to the last row, as far as one change goes (`records.changes`): who says yes to 40,000 has read 40,000.
    """
    model, clause = kind.model, owned_by(kind, content)
    who, one = id_in(content, "from"), RecordOwner
    roles = (
        select(func.array_agg(one.role))
        .where(
            one.tenant_id == model.tenant_id,
            one.record_id == model.id,
            one.user_id == who,
            one.until.is_(None),
        )
        .correlate(model)
        .scalar_subquery()
    )
    columns = (model.id, key_of(kind).label("key"), getattr(model, kind.title).label("title"), model.owner_id)
    found = narrowed(kind, question, select(*columns, roles.label("roles"))).where(clause)
    rows = session.execute(found.order_by(key_of(kind), model.id).limit(SHOWN)).all()
    every = narrowed(kind, question, select(model.owner_id)).where(clause).limit(MOST + 1).subquery()
    mine = and_(every.c.owner_id.is_not(None), every.c.owner_id == who)
    total, main = session.execute(select(func.count(), func.count().filter(mine)).select_from(every)).one()
    return rows, total, main
