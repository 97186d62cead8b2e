"""The conversation of a case: who hears of a message, and how far each reader has read."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.access.users.queries import ids_with_permission
from app.exchange.cases.model import ReadMark
from app.exchange.envelopes.model import Envelope
from app.exchange.opening import tell_opened
from app.exchange.permissions import CHAT
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.platform.audit.model import AuditEntry
from app.platform.notifications import kind, notify

kind("exchange.chat", "Messages in cases")


def check_message(envelope, body):
    """Raise Rejected for a message that says nothing and brings nothing."""
    check_words(body.text, envelope.files)


def check_words(words, files):
    """Raise Rejected when there is neither a word nor a file."""
    if not words.strip() and not files:
        raise Rejected("Write a message or add a file.", field="text")


def tell_of_message(case, envelope, body):
    """Tell those of the receiving side who take part in the case; when nobody does yet, all who may chat."""
    may = set(ids_with_permission(CHAT))
    told = [one for one in takers_part(case.id) if one in may] or sorted(may)
    notify(
        told,
        "exchange.chat",
        "%(who)s (%(company)s) wrote a message in %(subject)s.",
        f"/cases/{case.id}",
        subject_id=case.id,
        who=envelope.sent_by,
        company=case.counterpart_name,
        subject=case.subject,
    )


def takers_part(case_id):
    """Ids of our users who sent something in the case or have read its messages."""
    ours = select(Envelope.id).where(Envelope.case_id == case_id, Envelope.direction == "sent")
    senders = select(AuditEntry.actor_id).where(
        AuditEntry.subject_id.in_(ours), AuditEntry.actor_id.is_not(None)
    )
    readers = select(ReadMark.user_id).where(ReadMark.case_id == case_id)
    return sorted(set(session.scalars(senders)) | set(session.scalars(readers)))


def mark_read(case):
    """Note that the present user has seen the case up to its end. Never goes back."""
    if case.side == "supplier":
        tell_opened(case)
    mark = insert(ReadMark).values(
        tenant_id=context.tenant_id(),
        id=new_id(),
        case_id=case.id,
        user_id=context.actor().id,
        position=case.length,
        read_at=clock.now(),
    )
    session.execute(
        mark.on_conflict_do_update(
            index_elements=["tenant_id", "case_id", "user_id"],
            set_={
                "position": func.greatest(ReadMark.position, mark.excluded.position),
                "read_at": mark.excluded.read_at,
            },
        )
    )


def read_until(case_id):
    """Position up to which the present user has read the case."""
    return (
        session.scalar(
            select(ReadMark.position).where(
                ReadMark.case_id == case_id, ReadMark.user_id == context.actor().id
            )
        )
        or 0
    )
