"""Sending an answer, and declining: final, each form once."""

from app.exchange.answering.once import first_time
from app.exchange.answering.papers import quote_sheet
from app.exchange.answering.quoting import quote_body
from app.exchange.bodies import Decline
from app.exchange.posting import Draft, post
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import storage
from app.platform.audit import record
from app.platform.documents import pdf
from app.records.numbering import take
from app.supply.company.standing import own_party, own_rounding
from app.supply.quotes.drafting import discard_draft
from app.supply.quotes.model import IssuedQuote


def body_of(request, typed):
    """The Quote that would be sent now for what was typed (TypedQuote). Raises Rejected with the field."""
    return quote_body(
        request.envelope.content,
        request.revision,
        typed,
        supplier=own_party(),
        response_no=request.answers + 1,
        on=clock.today(),
        rounding=own_rounding(),
    )


def submit(request, typed, *, files=(), token=""):
    """Send the answer; the buyer's gate decides about the deadline. Returns the quote, None for a second click.

    Raises Rejected when it is incomplete, or the buyer refuses it; nothing is kept then.
    """
    if not first_time(request.case_id, token):
        return None
    session.refresh(request, with_for_update=True)
    _check_answerable(request)
    body = body_of(request, typed)
    number = take("quote")
    sheet = _sheet(request, body, number)
    session.flush()  # the envelope's files refer to it
    envelope = post(
        Draft(
            request.case_id,
            body,
            number,
            document_on=body.quoted_on,
            total=body.total,
            files=[sheet, *files],
            rendition=sheet,
        )
    )
    quote = IssuedQuote(
        request_id=request.id,
        envelope_id=envelope.id,
        response_no=body.response_no,
        number=number,
        rfq_revision=body.rfq_revision,
        total=body.total,
        sent_at=envelope.sent_at,
        sent_by=envelope.sent_by,
    )
    session.add(quote)
    request.answers, request.answered_revision = body.response_no, body.rfq_revision
    request.answered_at = envelope.sent_at
    _drop_draft(request, files)
    return quote


def _sheet(request, body, number):
    paper = quote_sheet(body, number, request.envelope.content, request.number)
    return storage.keep_bytes(pdf(paper), f"{number}.pdf", purpose="rendition")


def _drop_draft(request, files):
    for file in files:
        file.subject_type, file.subject_id, file.purpose = (
            "",
            None,
            "sent",
        )  # the envelope keeps it from now on
    session.flush()  # the draft is dropped without them
    discard_draft(request)


def decline(request, reason, *, token=""):
    """Tell the buyer that we will not answer. Returns the envelope, None for a second click. Raises Rejected."""
    if not first_time(request.case_id, token):
        return None
    session.refresh(request, with_for_update=True)
    _check_answerable(request)
    envelope = post(Draft(request.case_id, Decline(reason=reason.strip()), request.number))
    request.declined_at = envelope.sent_at
    discard_draft(request)
    record("request.declined", request, reason=reason)
    return envelope


def _check_answerable(request):
    if request.declined_at:
        raise Rejected("You declined this request. Please write a message if you changed your mind.")
    if request.state != "open":
        raise Rejected("This request is closed. No more answers are taken.")
