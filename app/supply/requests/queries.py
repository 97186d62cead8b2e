"""Reading requests."""

from sqlalchemy import and_, or_, select

from app.exchange.envelopes.model import Envelope
from app.kernel.clock import now
from app.kernel.db import session
from app.supply.requests.model import ReceivedRequest

COLUMNS = (
    ReceivedRequest.id,
    ReceivedRequest.number,
    ReceivedRequest.subject,
    ReceivedRequest.buyer_name,
    ReceivedRequest.revision,
    ReceivedRequest.deadline,
    ReceivedRequest.state,
    ReceivedRequest.answers,
    ReceivedRequest.answered_revision,
    ReceivedRequest.declined_at,
    ReceivedRequest.outcome,
    ReceivedRequest.received_at,
)


def requests():
    """All requests of this company (every user of it with the permission reaches them)."""
    return select(ReceivedRequest)


def listed(state="", words=""):
    """Columns of the list; `state`: waiting, answered, ended or '' (all). `words` in number, subject or buyer."""
    found = select(*COLUMNS, ReceivedRequest.received_at.label("sort_value")).order_by(
        ReceivedRequest.received_at.desc(), ReceivedRequest.id.desc()
    )
    conditions = {"waiting": waiting(), "answered": ReceivedRequest.answers > 0, "ended": ~_open()}
    if state in conditions:
        found = found.where(conditions[state])
    for word in words:
        found = found.where(ReceivedRequest.search_text.contains(word, autoescape=True))
    return found


def _open():
    return and_(
        ReceivedRequest.state == "open",
        ReceivedRequest.declined_at.is_(None),
        ReceivedRequest.deadline >= now(),
    )


def waiting():
    """Open, and the version in force is not answered yet."""
    unanswered = or_(
        ReceivedRequest.answered_revision.is_(None),
        ReceivedRequest.answered_revision < ReceivedRequest.revision,
    )
    return and_(_open(), unanswered)


def next_due(limit=10):
    """What waits for an answer, the nearest deadline first."""
    found = select(*COLUMNS).where(waiting())
    return session.execute(found.order_by(ReceivedRequest.deadline, ReceivedRequest.id).limit(limit)).all()


def versions(request):
    """The request's envelopes with their content, newest first: versions, extensions, closure, result."""
    kinds = ("rfq", "deadline_extension", "rfq_closure", "award_notice")
    return session.scalars(
        select(Envelope)
        .where(Envelope.case_id == request.case_id, Envelope.kind.in_(kinds))
        .order_by(Envelope.position.desc())
    ).all()
