"""Typing an answer: what is typed is kept on the server, to the letter, until it is sent or thrown away."""

import hashlib
import json

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.platform.storage import StoredFile
from app.supply.quotes.model import QuoteDraft

MOST_FIELDS = 20_000


def draft_of(request):
    """The draft of the next answer, or None."""
    return session.scalars(select(QuoteDraft).where(QuoteDraft.request_id == request.id)).one_or_none()


def save_draft(request, typed, *, by):
    """Keep `typed` (`[[field name, text], …]`) as the draft of this request's next answer. Returns the draft."""
    draft = draft_of(request)
    if draft is None:
        draft = QuoteDraft(request_id=request.id)
        session.add(draft)
    draft.typed, draft.saved_at, draft.saved_by = typed[:MOST_FIELDS], clock.now(), by.name
    session.flush()  # files refer to it
    return draft


def discard_draft(request):
    """Throw the draft and its files away."""
    draft = draft_of(request)
    if draft is not None:
        for file in files_of(draft):
            session.delete(file)
        session.delete(draft)


def files_of(draft):
    """Files attached to the draft, oldest first."""
    if draft is None:
        return []
    found = select(StoredFile).where(StoredFile.subject_id == draft.id, StoredFile.purpose == "quote")
    return list(session.scalars(found.order_by(StoredFile.created_at, StoredFile.id)))


def fingerprint_of(draft):
    """Tells one state of a draft and its files from another (hex). Saving the same again does not change it:
    what the form saves by itself may arrive after the person has gone on to the last look.
    """
    files = [str(file.id) for file in files_of(draft)]
    return hashlib.sha256(json.dumps([sorted(draft.typed), files]).encode()).hexdigest()


def drop_file(draft, file_id):
    """Take the file with that id (text, '' for none) off the draft."""
    for file in files_of(draft):
        if str(file.id) == file_id:
            session.delete(file)


def values_of(quote):
    """The fields of an answer that was sent (bodies.Quote), as texts under the form's names: a start for the next."""
    head = "supplier_number delivery_terms payment_terms remarks".split()
    pairs = [[name, getattr(quote, name)] for name in head]
    pairs.append(["lead_time_days", _plain(quote.lead_time_days)])
    pairs.append(["valid_until", _day(quote.valid_until)])
    answers = [line for line in quote.lines if line.kind != "extra"]
    for place, line in enumerate(answers):
        pairs += [[f"lines-{place}-{name}", value] for name, value in _line(line)]
    for place, cost in enumerate(line for line in quote.lines if line.kind == "extra"):
        values = (("name", cost.name), ("amount", f"{cost.amount:,}"), ("tax_code", cost.tax_code))
        pairs += [[f"costs-{place}-{name}", value] for name, value in values]
    return pairs


def _line(line):
    offered = line.kind != "not_offered"
    other = line.kind == "alternative"
    return (
        ("line_id", str(line.line_id)),
        ("kind", line.kind),
        ("price", _plain(line.price) if offered else ""),
        ("quantity", _plain(line.quantity) if other else ""),
        ("tax_code", line.tax_code),
        ("delivery_on", _day(line.delivery_on)),
        ("minimum_quantity", _plain(line.minimum_quantity)),
        ("name", line.name if other else ""),
        ("remarks", line.remarks),
    )


def _plain(number):
    return (
        "" if number is None else f"{number.normalize():,f}" if hasattr(number, "normalize") else str(number)
    )


def _day(day):
    return f"{day:%Y/%m/%d}" if day else ""
