"""Marks of a person, as far as the records behind them are in reach and not archived."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, func, literal, null, select, true, union_all

from app.kernel import context
from app.kernel.db import session
from app.records.following.model import MOMENTS, Favourite, Follow
from app.records.kit.documents import described
from app.records.kit.model import ARCHIVED
from app.records.kit.queries import key_of, reach


@dataclass(frozen=True)
class Standing:
    """How the present person stands to a record; `further` is whatever else was asked in the same statement."""

    favourite: bool
    followed: bool
    followers: int
    further: Any = None


def followers_of(record_id):
    """Select of the ids of those who follow a record."""
    return select(Follow.user_id).where(Follow.record_id == record_id).order_by(Follow.created_at, Follow.id)


def followed_among(kind, ids):
    """`[(follower's id, row)]` of the records in the select `ids` that are followed and still there.

    Rows have `id`, title, key, and for what may be restricted `restricted` and `created_by_id`.
    """
    model = kind.model
    further = (model.restricted, model.created_by_id) if kind.private else ()
    columns = (model.id, getattr(model, kind.title), getattr(model, kind.key), *further)
    same = (model.tenant_id == Follow.tenant_id) & (model.id == Follow.record_id)
    found = select(Follow.user_id, *columns).join(model, same).where(model.id.in_(ids))
    rows = session.execute(found.order_by(Follow.created_at, Follow.id)).all()
    return [(row.user_id, row) for row in rows]


def standing(record_id, further=None):
    """The present person's Standing to a record, with the scalar subquery `further`, in one statement."""
    me = context.actor().id
    starred = select(1).where(Favourite.record_id == record_id, Favourite.user_id == me).exists()
    mine = select(1).where(Follow.record_id == record_id, Follow.user_id == me).exists()
    many = select(func.count()).where(Follow.record_id == record_id).scalar_subquery()
    return Standing(
        *session.execute(select(starred, mine, many, null() if further is None else further)).one()
    )


def visible_types():
    """The record types and documents that the present person may look at."""
    kinds = (kind for kind in described().values() if kind.discussed)
    return [kind for kind in kinds if context.actor().may(kind.permissions.view)]


def marked(mark, kinds=None):
    """Select of the present person's marks (Favourite, Follow or Viewed) with the records behind them.

    Columns `id`, `sort_value` (the moment), `record_type`, `record_id`, `code`, `title`; None without any record type.
    Records that went out of reach or were archived are left out.
    """
    moment, found = MOMENTS[mark], []
    for kind in visible_types() if kinds is None else kinds:
        model = kind.model
        columns = (mark.id, moment.label("sort_value"), literal(kind.name, String).label("record_type"))
        one = select(
            *columns, mark.record_id, key_of(kind).label("code"), getattr(model, kind.title).label("title")
        )
        same = (model.tenant_id == mark.tenant_id) & (model.id == mark.record_id)
        mine = (mark.user_id == context.actor().id, mark.record_type == kind.name)
        found.append(one.join(model, same).where(*mine, _in_use(kind), reach(kind)))
    return select(union_all(*found).subquery("marked")) if found else None


def _in_use(kind):
    return kind.model.state != ARCHIVED if kind.states else true()


def newest(mark, limit):
    """The newest marks, at most `limit` rows."""
    found = marked(mark)
    if found is None:
        return []
    columns = found.selected_columns
    return session.execute(found.order_by(columns.sort_value.desc(), columns.id.desc()).limit(limit)).all()
