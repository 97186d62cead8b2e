"""The visits of an account, within the reach of whoever asks."""

import datetime as dt
from itertools import groupby

from sqlalchemy import and_, func, select

from app.access.users.model import User
from app.kernel.clock import JST
from app.kernel.db import session
from app.records.kit.queries import reach
from app.sales.activities.model import Activity
from app.sales.activities.record import ACTIVITY
from app.sales.persons.model import Person

MOST = 100
"""Rows of one page, and those that began in the same moment as the last one."""


def by_month(partner_id, kind="", before=None):
    """`([(first day of the month, rows)], from where older ones begin or None)`, the newest first.

    Rows have `person` and `owner`; `before` is an aware moment, `kind` one of the activities' KINDS or empty.
    """
    model = Activity
    found = (
        select(
            model.id, model.name, model.standing, model.kind, model.starts_at, model.reaction, model.content,
            model.purpose, Person.name.label("person"), User.name.label("owner"),
        )
        .outerjoin(Person, and_(Person.tenant_id == model.tenant_id, Person.id == model.person_id))
        .outerjoin(User, and_(User.tenant_id == model.tenant_id, User.id == model.owner_id))
        .where(reach(ACTIVITY), model.partner_id == partner_id, model.state != "archived")
        .order_by(model.starts_at.desc(), model.id.desc())
        .limit(MOST + 1)
    )  # fmt: skip
    if kind:
        found = found.where(model.kind == kind)
    if before is not None:
        found = found.where(model.starts_at < before)
    rows = session.execute(found).all()
    rows, rest = _cut(rows)
    return [(month, list(part)) for month, part in groupby(rows, _month)], rest


def counts(partner_id):
    """`{kind: how many}` of the account's activities."""
    mine = reach(ACTIVITY), Activity.partner_id == partner_id, Activity.state != "archived"
    return dict(
        session.execute(select(Activity.kind, func.count()).where(*mine).group_by(Activity.kind)).all()
    )


def _cut(rows):
    """A page ends between two moments, so that the next one can begin before it."""
    if len(rows) <= MOST:
        return rows, None
    after = rows[MOST].starts_at
    whole = [one for one in rows if one.starts_at > after]
    return (whole, whole[-1].starts_at) if whole else (rows, after)


def _month(row):
    day = row.starts_at.astimezone(JST).date()
    return dt.date(day.year, day.month, 1)
