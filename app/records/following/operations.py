"""Marking a record, following it, and noting that it was opened."""

import datetime as dt

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id
from app.platform.audit import record
from app.records.following.model import Favourite, Follow, Viewed

KEPT = 100
_SEEN = text("""
    INSERT INTO recently_viewed AS kept (id, tenant_id, user_id, record_type, record_id, seen_at)
    VALUES (:id, :tenant_id, :user_id, :record_type, :record_id, :seen_at)
        ON CONFLICT (tenant_id, user_id, record_id) DO UPDATE SET seen_at = excluded.seen_at
     WHERE kept.seen_at < :long_ago RETURNING kept.id
""")
_TRIM = text("""
    DELETE FROM recently_viewed WHERE user_id = :user_id AND seen_at <
        (SELECT seen_at FROM recently_viewed WHERE user_id = :user_id ORDER BY seen_at DESC OFFSET :kept LIMIT 1)
""")


def favour(kind, row):
    """The present person's star. Twice is once."""
    _mark(Favourite, kind, row, "favourite.added")


def unfavour(kind, row):
    """No star any more."""
    _unmark(Favourite, kind, row, "favourite.removed")


def follow(kind, row):
    """The present person hears of changes and comments from now on. Twice is once."""
    _mark(Follow, kind, row, "follow.began")


def unfollow(kind, row):
    """They hear no more of it."""
    _unmark(Follow, kind, row, "follow.ended")


def _mark(mark, kind, row, verb):
    facts = {"user_id": context.actor().id, "record_type": kind.name, "record_id": row.id}
    made = insert(mark).values(id=new_id(), tenant_id=context.tenant_id(), created_at=clock.now(), **facts)
    unseen = made.on_conflict_do_nothing(index_elements=["tenant_id", "user_id", "record_id"])
    if session.execute(unseen).rowcount:
        record(verb, label=getattr(row, kind.title), **facts)


def _unmark(mark, kind, row, verb):
    mine = (mark.user_id == context.actor().id, mark.record_id == row.id)
    if session.execute(delete(mark).where(*mine)).rowcount:
        record(verb, label=getattr(row, kind.title), record_type=kind.name, record_id=row.id)


def note_view(kind_name, record_id, user_id):
    """Remember that the person opened the record now; at most once a minute, and the last hundred records."""
    now = clock.now()
    seen = {"user_id": user_id, "record_type": kind_name, "record_id": record_id, "seen_at": now}
    seen |= {"id": new_id(), "tenant_id": context.tenant_id(), "long_ago": now - dt.timedelta(minutes=1)}
    if session.scalar(_SEEN, seen):
        session.execute(_TRIM, {"user_id": user_id, "kept": KEPT - 1})


def forget_views(user_id):
    """Empty the person's list of what they opened."""
    session.execute(delete(Viewed).where(Viewed.user_id == user_id))
    record("recent.cleared", label=context.actor().name)
