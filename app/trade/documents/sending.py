"""Sending a document, taking it back, deleting it (trade.md §4)."""

from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.trade import sight
from app.trade.documents.beginning import new_etag
from app.trade.documents.checking import missing
from app.trade.documents.computing import filled
from app.trade.documents.model import DocumentVersion
from app.trade.documents.queries import (
    document_in,
    document_of,
    files_of,
    paper_of,
    papers_of,
    roots_of,
    values_of,
)
from app.trade.documents.saving import editable
from app.trade.rooms.noting import kept, note
from app.trade.rulebooks.patterns import MARK_OF


def send(entered, document_id, etag):
    """Make the document official as it stands: a new version that never changes. The deal is locked.

    Everybody who may read it hears of it. Returns the DocumentVersion. Raises Missing, Conflict, Rejected.
    """
    held = editable(entered, document_id, etag)
    row, values = held.row, values_of(held, roots_of(entered.deal.id))
    lacking = missing(held.kind, values)
    if lacking:
        raise Rejected("Fill in %(what)s before sending.", lacking[0].name, what=lacking[0].label)
    if row.version and row.status == "sent" and _latest(row).fields == filled(held.kind, values):
        raise Rejected("This has been sent as it stands.")
    files = files_of(held)
    _check_files(files)
    if not row.version and held.kind.single:
        _claim(entered, held)
    row.version, row.status, row.sent_at, row.etag = row.version + 1, "sent", now(), new_etag()
    version = DocumentVersion(
        deal_id=row.deal_id,
        document_id=row.id,
        version=row.version,
        fields=filled(held.kind, values),
        links=kept(sight.attribution(entered.room, entered.seat)),
        files=[str(one.id) for one in files],
    )
    session.add(version)
    session.flush()
    published = paper_of(row, _marks(held))
    note(entered, "document.sent", document=row, paper=published, version=row.version, document_kind=row.kind)
    _record(entered, held, "deal.document_sent", version=row.version)
    return version


def _check_files(files):
    for one in files:
        if one.scan == "infected":
            raise Rejected("The virus check found something in “%(name)s”. Remove it first.", name=one.name)


def _latest(row):
    return session.get(DocumentVersion, (row.deal_id, row.id, row.version))


def _marks(held):
    return {seat: MARK_OF[level] for seat, level in (held.paper.restricted or {}).items()}


def _claim(entered, held):
    """From now on it is the one of its unit; where one is that the sender sees, that one is to be used."""
    if document_of(entered, held.kind, held.row.unit_key, but=held.row.id) is not None:
        raise Rejected("A partner has sent a document of this kind already. Please change that one.")
    there = papers_of(entered, [held.kind.name], held.row.unit_key)
    held.row.single = not any(row.single for row, _paper in there)


def withdraw(entered, document_id, etag, reason):
    """Take back what was sent: it stays to be read, counts no more, and holds nothing fast (R53)."""
    held = _own(entered, document_id, etag)
    if held.row.status not in ("sent", "edited"):
        raise Rejected("Only what has been sent can be withdrawn.")
    if not reason.strip():
        raise Rejected("Enter the reason.", "reason")
    held.row.status, held.row.etag = "withdrawn", new_etag()
    note(entered, "document.withdrawn", document=held.row, paper=held.paper, reason=reason.strip())
    _record(entered, held, "deal.document_withdrawn", reason=reason.strip())


def delete(entered, document_id, etag, reason=""):
    """Delete a document: by its creator, with a reason once it was sent (R17). A tombstone stays in the history."""
    held = _own(entered, document_id, etag)
    if held.paper.published and not reason.strip():
        raise Rejected("Enter the reason.", "reason")
    held.row.status, held.row.etag = "deleted", new_etag()
    note(entered, "document.deleted", document=held.row, paper=held.paper, reason=reason.strip())
    _record(entered, held, "deal.document_deleted", reason=reason.strip())


def _own(entered, document_id, etag):
    held = document_in(entered, document_id)
    if not sight.may_delete(entered.room, entered.seat, held.paper):
        raise Rejected("Only who made a document can withdraw or delete it.")
    return editable(entered, document_id, etag)


def _record(entered, held, verb, **details):
    record(
        verb,
        entered.deal,
        label=entered.deal.number,
        document=held.row.number,
        kind=held.kind.name,
        **details,
    )
