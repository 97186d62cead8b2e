"""Saying something about a record, and what one may still do about it."""

import datetime as dt

from sqlalchemy import delete, select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.platform.settings import value_of
from app.records.comments import telling
from app.records.comments.model import LONGEST, Comment, CommentLike
from app.records.comments.settings import EDIT_MINUTES
from app.records.comments.telling import title_of


def comment(kind, row, body, reply_to=None):
    """Keep a comment on `row` and tell whom it mentions, whom it answers, and who follows. Raises Rejected."""
    who = context.actor()
    if reply_to is not None and (reply_to.record_id != row.id or reply_to.deleted_at):
        raise Rejected("The comment you answer is gone.", field="body")
    said = Comment(
        record_type=kind.name,
        record_id=row.id,
        author_id=who.id,
        author_name=who.name,
        body=_checked(body),
        reply_to_id=reply_to.id if reply_to else None,
    )
    session.add(said)
    record("comment.added", said, label=title_of(kind, row), record_id=row.id)
    return telling.tell(kind, row, said, reply_to)


def rewrite(kind, row, comment, body):
    """Put other words in the place of one's own comment while it may be edited; tells whom it mentions anew."""
    _own(comment)
    minutes = value_of(EDIT_MINUTES)
    if clock.now() > comment.created_at + dt.timedelta(minutes=minutes):
        raise Rejected(
            "A comment can be edited for %(minutes)s minutes. Write another one.",
            field="body",
            minutes=minutes,
        )
    text = _checked(body)
    if text == comment.body:
        return telling.Outcome(comment)
    comment.body, comment.edited_at = text, clock.now()
    record("comment.edited", comment, label=title_of(kind, row), record_id=row.id)
    return telling.tell_anew(kind, row, comment)


def withdraw(kind, row, comment):
    """Take one's own comment back: its words go, its place stays."""
    _own(comment)
    comment.body, comment.mentions, comment.deleted_at = "", [], clock.now()
    session.execute(delete(CommentLike).where(CommentLike.comment_id == comment.id))
    record("comment.deleted", comment, label=title_of(kind, row), record_id=row.id)


def like(kind, row, comment):
    """The present person likes it. Twice is once."""
    who = context.actor()
    if session.scalars(_likes(comment)).one_or_none() is None:
        session.add(CommentLike(comment_id=comment.id, user_id=who.id, user_name=who.name))
        record("comment.liked", comment, label=title_of(kind, row), record_id=row.id)


def unlike(kind, row, comment):
    """The present person likes it no longer."""
    found = session.scalars(_likes(comment)).one_or_none()
    if found is not None:
        session.delete(found)
        record("comment.unliked", comment, label=title_of(kind, row), record_id=row.id)


def _likes(comment):
    mine = CommentLike.user_id == context.actor().id
    return select(CommentLike).where(CommentLike.comment_id == comment.id, mine).order_by(CommentLike.id)


def _own(comment):
    if comment.author_id != context.actor().id or comment.deleted_at:
        raise Rejected("Only who wrote a comment can change it.")


def _checked(body):
    text = body.replace("\r\n", "\n").strip()
    if not text:
        raise Rejected("Write something first.", field="body")
    if len(text) > LONGEST:
        raise Rejected("Use at most %(n)s letters.", field="body", n=LONGEST)
    return text
