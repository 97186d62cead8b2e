"""The time line of a record: one statement, newest first, by keyset over (moment, id)."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import (
    DateTime,
    Integer,
    String,
    Uuid,
    bindparam,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from app.kernel.db import session
from app.kernel.ready import ready
from app.platform.audit.model import AuditEntry
from app.platform.mail.model import Mail
from app.platform.storage.model import StoredFile
from app.records.comments.model import Comment, CommentLike

COMMENT, CHANGE, MAIL, FILE = "comment", "change", "mail", "file"
ABOUT = {"": (COMMENT, CHANGE, MAIL, FILE), "comments": (COMMENT,), "changes": (CHANGE,), "files": (FILE,)}
"""What each filter of the time line shows."""
PAGE = 20
KEPT = ("attachment", "internal")
"""Purposes of the files that a time line tells of."""


@dataclass(frozen=True)
class Happening:
    """One entry. `facts` depend on `shape`: what was said, what changed, the mail's or the file's own."""

    shape: str
    id: uuid.UUID
    at: dt.datetime
    who: str
    facts: dict


def happenings(record_id, about="", before=None, wanted=PAGE + 1):
    """The newest entries of one filter at or before the place `before` (moment, id), that entry included."""
    values = {"record": record_id, "wanted": wanted}
    values |= {} if before is None else {"at": before[0], "key": before[1]}
    return [Happening(*row) for row in _happened(about, before is not None, **values)]


@ready
def _happened(about, further):
    parts, most = [], bindparam("wanted", type_=Integer)
    for shape in ABOUT[about]:
        found, at, key = _SELECTS[shape](bindparam("record", type_=Uuid))
        if further:
            place = tuple_(bindparam("at", type_=DateTime(timezone=True)), bindparam("key", type_=Uuid))
            found = found.where(tuple_(at, key) <= place)
        parts.append(found.order_by(at.desc(), key.desc()).limit(most).subquery())
    every = union_all(*(select(one) for one in parts)).subquery("happened")
    return select(every).order_by(every.c.at.desc(), every.c.id.desc()).limit(most)


def one_comment(comment_id):
    """The Happening of one comment."""
    found, _at, key = _comments(None)
    return Happening(*session.execute(found.where(key == comment_id)).one())


def place_of(comment_id, record_id):
    """The place of a comment in the time line of its record, None when it has none."""
    found = select(Comment.created_at, Comment.id)
    return session.execute(
        found.where(Comment.id == comment_id, Comment.record_id == record_id)
    ).one_or_none()


def attached(record_id):
    """`(select, moment, id)` of the files that are kept with a record (StoredFile.subject_id, purpose attachment)."""
    facts = {
        "name": StoredFile.name,
        "size": StoredFile.size,
        "content_type": StoredFile.content_type,
        "purpose": StoredFile.purpose,
    }
    kept = (StoredFile.subject_id == record_id, or_(*(StoredFile.purpose == one for one in KEPT)))
    found = _entry(FILE, StoredFile.id, StoredFile.created_at, StoredFile.uploaded_by_name, facts).where(
        *kept
    )
    return found, StoredFile.created_at, StoredFile.id


def _entry(shape, key, at, who, facts):
    pairs = [part for name, value in facts.items() for part in (literal(name, String), value)]
    packed = func.jsonb_build_object(*pairs).label("facts")
    return select(
        literal(shape, String).label("shape"), key.label("id"), at.label("at"), who.label("who"), packed
    )


def _comments(record_id):
    answered = aliased(Comment)
    pair = func.jsonb_build_array(CommentLike.user_id, CommentLike.user_name)
    likes = (
        select(func.jsonb_agg(aggregate_order_by(pair, CommentLike.created_at, CommentLike.id)))
        .where(CommentLike.comment_id == Comment.id, CommentLike.tenant_id == Comment.tenant_id)
        .scalar_subquery()
    )
    facts = {
        "author_id": Comment.author_id,
        "body": Comment.body,
        "mentions": Comment.mentions,
        "edited": Comment.edited_at.is_not(None),
        "deleted": Comment.deleted_at.is_not(None),
        "likes": func.coalesce(likes, func.jsonb_build_array()),
        "answered_id": answered.id,
        "answered_who": answered.author_name,
        "answered": func.left(answered.body, 200),
    }
    found = _entry(COMMENT, Comment.id, Comment.created_at, Comment.author_name, facts)
    same = (answered.tenant_id == Comment.tenant_id) & (answered.id == Comment.reply_to_id)
    found = found.outerjoin(answered, same)
    mine = true() if record_id is None else Comment.record_id == record_id
    return found.where(mine), Comment.created_at, Comment.id


def _changes(record_id):
    facts = {"verb": AuditEntry.verb, "details": AuditEntry.details, "for": AuditEntry.for_actor_name}
    found = _entry(CHANGE, AuditEntry.id, AuditEntry.at, AuditEntry.actor_name, facts)
    return found.where(AuditEntry.subject_id == record_id), AuditEntry.at, AuditEntry.id


def _mails(record_id):
    facts = {"to": Mail.to_name, "address": Mail.to_address, "subject": Mail.subject, "state": Mail.state}
    found = _entry(MAIL, Mail.id, Mail.created_at, literal("", String), facts)
    about = (Mail.subject_id == record_id, Mail.kind != "mails/notice")
    return found.where(*about), Mail.created_at, Mail.id


_SELECTS = {COMMENT: _comments, CHANGE: _changes, MAIL: _mails, FILE: attached}
