"""Reading cases, their messages, and all documents ever exchanged (電子取引の検索, procurement §13.1)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select

from app.exchange.cases.model import Case
from app.exchange.envelopes.model import Envelope
from app.exchange.envelopes.queries import envelopes_of, files_by_envelope
from app.exchange.sealing import sealed_among, sealed_kinds
from app.kernel.db import session


def cases():
    """The cases of this company; whoever may chat reaches them."""
    return select(Case)


@dataclass(frozen=True)
class Message:
    """A line of the conversation as a page shows it."""

    position: int
    who: str
    at: object
    text: str
    mine: bool
    files: list


def conversation(case, after=0):
    """`(messages, documents)` of a case, oldest first; only messages behind position `after`.

    Documents are `(envelope, files, sealed)`: a sealed one shows that it came, and nothing of what it says.
    """
    envelopes = envelopes_of(case.id)
    files = files_by_envelope(envelopes)
    closed = sealed_kinds(case.id) if case.side == "buyer" else frozenset()
    messages = [
        Message(
            one.position,
            one.sent_by,
            one.sent_at,
            one.content.text,
            one.direction == "sent",
            files[one.id],
        )
        for one in envelopes
        if one.kind == "chat" and one.position > after
    ]
    documents = []
    for one in reversed(envelopes):
        if one.kind != "chat":
            sealed = one.direction == "received" and one.kind in closed
            documents.append((one, [] if sealed else files[one.id], sealed))
    return messages, documents


@dataclass(frozen=True)
class Wanted:
    """Conditions of the archive search; all that are given must hold. Amounts in yen with tax."""

    day_from: date | None = None
    day_until: date | None = None
    amount_from: int | None = None
    amount_until: int | None = None
    without_amount: bool = False
    counterpart: str = ""
    number: str = ""
    kind: str = ""
    direction: str = ""

    @property
    def by_amount(self):
        """Whether the amount decides which documents are found."""
        return self.without_amount or self.amount_from is not None or self.amount_until is not None


def documents(wanted):
    """Columns of the documents that fulfil `wanted`, for the archive search."""
    columns = (
        "id case_id kind direction number revision counterpart_name document_on total sent_at sent_by sha256"
    )
    found = select(
        *(getattr(Envelope, name) for name in columns.split()), Envelope.document_on.label("sort_value")
    ).where(and_(*_conditions(wanted)))
    return found.order_by(Envelope.document_on.desc(), Envelope.id.desc())


def _conditions(wanted):
    if wanted.kind:
        yield Envelope.kind == wanted.kind
    else:
        yield Envelope.kind != "chat"
    if wanted.day_from:
        yield Envelope.document_on >= wanted.day_from
    if wanted.day_until:
        yield Envelope.document_on <= wanted.day_until
    if wanted.without_amount:
        yield Envelope.total.is_(None)
    if wanted.amount_from is not None:
        yield Envelope.total >= wanted.amount_from
    if wanted.amount_until is not None:
        yield Envelope.total <= wanted.amount_until
    if wanted.counterpart:
        yield Envelope.counterpart_name.icontains(wanted.counterpart, autoescape=True)
    if wanted.number:
        yield Envelope.number.istartswith(wanted.number, autoescape=True)
    if wanted.direction in ("sent", "received"):
        yield Envelope.direction == wanted.direction


def unseal(rows, wanted=None):
    """`[(row, sealed)]`: rows of `documents`, with a mark on those whose amount must not be shown yet.

    Asked for by amount (`wanted`), sealed rows are left out: that they are found would tell what they hold.
    """
    closed = sealed_among({row.case_id for row in rows})
    marked = [(row, row.direction == "received" and row.kind in closed[row.case_id]) for row in rows]
    return [pair for pair in marked if not (wanted and wanted.by_amount and pair[1])]


def envelope_with(envelope_id):
    """One document of this company, or None."""
    return session.scalars(select(Envelope).where(Envelope.id == envelope_id)).one_or_none()
