"""What a buyer's envelope does to our list of requests. All of it runs acting for us, in the buyer's transaction."""

from sqlalchemy import select

from app.kernel.clock import JST
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.supply.permissions import VIEW_REQUESTS
from app.supply.requests.model import ReceivedRequest
from app.supply.telling import tell


def request_of(case_id):
    """The request of a case, locked, or None."""
    return session.scalars(
        select(ReceivedRequest).where(ReceivedRequest.case_id == case_id).with_for_update()
    ).one_or_none()


def known(case):
    """The request of a case; Rejected when nothing was asked in it."""
    found = request_of(case.id)
    if found is None:
        raise Rejected("There is no request for quotation in this case.")
    return found


def _version_before(envelope):
    """The request that `envelope` changes; the first envelope of a case changes none."""
    return request_of(envelope.case_id) if envelope.position > 1 else None


def check_version(case, envelope):
    """Raise Rejected unless `envelope` is the first version of this case's request, or a later one of it."""
    before = _version_before(envelope)
    if before is None:
        return
    if before.number != envelope.number or envelope.revision <= before.revision:
        raise Rejected("The supplier has this version of the request already.")


def file_request(case, envelope, body):
    """A new request, or the next version of one: it is open again, and asks for an answer again."""
    request = _version_before(envelope)
    if request is None:
        request = ReceivedRequest(
            case_id=case.id,
            buyer_id=case.counterpart_tenant_id,
            buyer_name=case.counterpart_name,
            number=envelope.number,
            received_at=envelope.sent_at,
        )
        session.add(request)
        message = "%(buyer)s asks for a quotation: %(subject)s (%(number)s), answer by %(deadline)s."
    else:
        message = (
            "%(buyer)s changed its request %(subject)s (%(number)s). Please answer again by %(deadline)s."
        )
    request.envelope_id, request.revision = envelope.id, envelope.revision
    request.subject, request.deadline = body.subject, body.deadline
    request.state = "open"
    _tell(request, message=message, deadline=japanese_time(body.deadline))


def file_extension(case, envelope, body):
    """Another deadline; a closed request takes answers again."""
    request = known(case)
    request.deadline, request.state = body.deadline, "open"
    _tell(
        request,
        message="%(buyer)s moved the deadline of %(subject)s (%(number)s) to %(deadline)s.",
        deadline=japanese_time(body.deadline),
    )


def file_closure(case, envelope, body):
    """No answer is taken any more."""
    request = known(case)
    request.state, request.closed_reason = body.outcome, body.reason
    if body.outcome == "cancelled":
        message = "%(buyer)s cancelled its request %(subject)s (%(number)s)."
    else:
        message = "%(buyer)s closed its request %(subject)s (%(number)s)."
    _tell(request, message=message)


def file_award(case, envelope, body):
    """Chosen, not chosen, or nobody was."""
    request = known(case)
    request.outcome = body.outcome
    request.state = "closed" if request.state == "open" else request.state
    _tell(request, message="%(buyer)s tells you the result of %(subject)s (%(number)s).")


def japanese_time(moment):
    """`2026/11/28 17:00` in Japan."""
    return f"{moment.astimezone(JST):%Y/%m/%d %H:%M}"


def _tell(request, *, message, **values):
    tell(
        VIEW_REQUESTS,
        "rfq",
        f"/portal/requests/{request.id}",
        message=message,
        subject_id=request.id,
        buyer=request.buyer_name,
        subject=request.subject,
        number=request.number,
        **values,
    )
