"""At the door: whose address it is, and keeping a mail for them. Nothing is read yet but its headers."""

import datetime as dt
import io
import uuid
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from app.access.tenants.queries import tenant_by_id
from app.access.users.queries import actor_of
from app.kernel import clock, context, tenancy
from app.kernel.db import session
from app.kernel.ids import new_id
from app.platform import jobs, throttling
from app.platform.audit import record
from app.platform.mail import incoming
from app.platform.mail.received import heads_of, key_of
from app.platform.storage.sealed import keep_sealed
from app.sales.mails.issuing import with_secret
from app.sales.mails.model import RECEIVED, IncomingMail, MailAddress
from app.sales.mails.settings import AT_ONCE, EACH, KEPT_DAYS, LARGEST
from app.sales.permissions import ACTIVITY_EDIT

_HEADERS = 256 * 1024


@dataclass(frozen=True)
class Recipient:
    """Somebody whose address was given."""

    tenant_id: uuid.UUID
    user_id: uuid.UUID


def recipient_of(address):
    """The Recipient behind an address; None when it is nobody's (any more), or they may log no activities."""
    token = incoming.token_in(address)
    if token is None or tenant_by_id(token.tenant_id) is None:
        return None
    with tenancy.entered(token.tenant_id):
        row = session.scalars(with_secret(token.secret)).one_or_none()
        who = actor_of(row.user_id) if row else None
        return Recipient(token.tenant_id, who.id) if who and who.may(ACTIVITY_EDIT) else None


def is_a_mail(raw):
    """Whether the bytes begin with headers that name somebody who wrote them."""
    try:
        return bool(heads_of(raw[:_HEADERS]).authors)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False


def receive(recipient, raw):
    """Keep a mail (bytes) for the Recipient and have it read; one that came before is not kept again.

    To be called inside the tenant. Returns the id of the new IncomingMail, or None. Raises throttling.Busy when too
    many come.
    """
    throttling.take(f"mail-in:{recipient.user_id}", every=EACH, burst=AT_ONCE, most=0)
    who = actor_of(recipient.user_id)
    with context.acting_as(who):
        return _kept(who, raw)


def _kept(who, raw):
    heads = heads_of(raw[:_HEADERS])
    key, mail_id = key_of(heads.message_id, _without_way(raw)), new_id()
    values = {
        "tenant_id": context.tenant_id(), "id": mail_id, "user_id": who.id, "message_key": key, "thread_key": "",
        "size": len(raw), "state": RECEIVED, "doubts": [], "clear": False, "why": {},
        "received_at": clock.now(),
    }  # fmt: skip
    new = insert(IncomingMail).values(values).on_conflict_do_nothing().returning(IncomingMail.id)
    session.execute(update(MailAddress).where(MailAddress.user_id == who.id).values(last_used_at=clock.now()))
    if session.scalar(new) is None:
        return None
    keep_sealed(io.BytesIO(raw), "mail.eml", purpose="mail", days=KEPT_DAYS, limit=LARGEST, file_id=mail_id)
    record("incoming_mail.received", session.get(IncomingMail, (context.tenant_id(), mail_id)))
    jobs.after_commit("sales.mails.read", subject_id=mail_id, mail_id=mail_id)
    jobs.at(
        clock.now() + dt.timedelta(days=KEPT_DAYS), "sales.mails.forget", subject_id=mail_id, mail_id=mail_id
    )
    return mail_id


def _without_way(raw):
    """A mail without the headers that every server on the way puts on top, for one that has no Message-ID."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    at = next((n for n, line in enumerate(lines) if line.lower().startswith((b"from:", b"date:"))), 0)
    return b"\r\n".join(lines[at:]) + gap + body
