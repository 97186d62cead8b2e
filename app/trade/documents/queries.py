"""Documents of a deal as one seat finds them: whatever it may not read is not there (R14)."""

import uuid
from dataclasses import dataclass

from sqlalchemy import Text, cast, func, select

from app.kernel.db import session
from app.kernel.errors import Missing
from app.trade import sight
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.kinds.describing import Kind
from app.trade.documents.locking import Sent, locks, triggers
from app.trade.documents.model import (
    DocumentAccess,
    DocumentFile,
    DocumentVersion,
    RootField,
    TradeDocument,
)
from app.trade.rulebooks.patterns import MARKS, pattern_called

IN_FORCE = ("sent", "edited")
"""States in which what was sent counts."""


@dataclass(frozen=True)
class Held:
    """A document with its kind, as `sight` reads it, and the acting seat's level on it (never NONE)."""

    row: TradeDocument
    kind: Kind
    paper: sight.Paper
    level: int


def paper_of(row, marks):
    """The `sight.Paper` of a document. `marks`: `{seat id: mark}` of its restriction."""
    restricted = {seat: MARKS[mark] for seat, mark in (marks or {}).items()} if row.restricted else None
    return sight.Paper(row.id, row.kind, row.creator_id, row.version > 0, restricted)


def papers_in(entered):
    """`(TradeDocument, sight.Paper)` of all documents of the deal but deleted ones, whoever may read them.

    One statement. For what many readers are told of; a reader's own pages ask `documents_in`.
    """
    return [pair for pair in _all_papers(entered) if pair[0].status != "deleted"]


def papers_of(entered, kinds, key=None):
    """As `papers_in`, of these kinds only (names), and of one unit: its key ('' of kinds without). One statement."""
    wanted = [TradeDocument.status != "deleted", TradeDocument.kind.in_(kinds)]
    if key is not None:
        wanted.append(TradeDocument.unit_key == key)
    return _papers(entered, *wanted)


def documents_in(entered):
    """The `Held` documents that the acting seat may read, in the order they were made. One statement."""
    return _readable(entered, papers_in(entered))


def document_in(entered, document_id):
    """One Held document. Raises Missing for one that the seat may not read, as for one that is not there."""
    there = _papers(entered, TradeDocument.id == document_id, TradeDocument.status != "deleted")
    for held in _readable(entered, there):
        return held
    raise Missing


def document_of(entered, kind, key, *, but=None):
    """The Held document of that kind and unit that the seat may read, or None. `but`: the id of one to look past."""
    there = _readable(entered, papers_of(entered, [kind.name], key))
    return next((held for held in there if held.row.id != but), None)


def paper_noted(entered, document_id):
    """`(TradeDocument, sight.Paper)` of one document, deleted or not, whoever may read it; `(None, None)` without."""
    return next(iter(_papers(entered, TradeDocument.id == document_id)), (None, None))


def papers_noted(entered):
    """`{document id: (label, sight.Paper)}` of all documents, deleted ones too: for what happened to them."""
    return {id_: (KINDS[row.kind].label, paper) for id_, (row, paper) in rows_noted(entered).items()}


def rows_noted(entered):
    """`{document id: (TradeDocument, sight.Paper)}` of all documents, deleted ones too, whoever may read them."""
    return {row.id: (row, paper) for row, paper in _all_papers(entered)}


def _all_papers(entered):
    return entered.read_once("papers", lambda: _papers(entered))


def _papers(entered, *wanted):
    marks = (
        select(func.jsonb_object_agg(cast(DocumentAccess.participation_id, Text), DocumentAccess.mark))
        .where(
            DocumentAccess.deal_id == TradeDocument.deal_id, DocumentAccess.document_id == TradeDocument.id
        )
        .scalar_subquery()
    )
    asked = select(TradeDocument, marks).where(TradeDocument.deal_id == entered.deal.id, *wanted)
    asked = asked.where(TradeDocument.creator_id.in_(entered.room.seats))  # nobody's who came since
    asked = asked.order_by(TradeDocument.created_at, TradeDocument.id)
    rows = session.execute(asked.execution_options(populate_existing=True))
    return [
        (row, paper_of(row, {uuid.UUID(seat): mark for seat, mark in (given or {}).items()}))
        for row, given in rows
    ]


def _readable(entered, pairs):
    return [held for held in (_held(entered, *pair) for pair in pairs) if held.level]


def _held(entered, row, paper):
    return Held(row, KINDS[row.kind], paper, entered.level(paper))


def roots_of(deal_id):
    """`{name: RootField}`: what the documents of a deal share."""
    asked = select(RootField).where(RootField.deal_id == deal_id)
    return {one.path: one for one in session.scalars(asked.execution_options(populate_existing=True))}


def values_of(held, roots):
    """The values of a document as it stands now: its own, and those it shares."""
    shared = {name: roots[name].value for name in held.kind.shared if name in roots}
    own = {name: value for name, value in held.row.body.items() if name in held.kind.parts}
    return {**own, **{name: value for name, value in shared.items() if value is not None}}


def locks_in(entered):
    """`{field: id of the document that locks it}` in the deal, whoever may see that document. One statement."""
    direction = pattern_called(entered.deal.pattern).direction
    asked = (
        select(TradeDocument.id, TradeDocument.kind, DocumentVersion.fields)
        .join(
            DocumentVersion,
            (DocumentVersion.deal_id == TradeDocument.deal_id)
            & (DocumentVersion.document_id == TradeDocument.id)
            & (DocumentVersion.version == TradeDocument.version),
        )
        .where(TradeDocument.deal_id == entered.deal.id, TradeDocument.kind.in_(triggers(direction)))
        .where(TradeDocument.status.in_(IN_FORCE))
        .order_by(TradeDocument.created_at, TradeDocument.id)
    )
    sent = [
        Sent(id_, kind, KINDS[kind].shared & fields.keys()) for id_, kind, fields in session.execute(asked)
    ]
    return locks(direction, sent)


def versions_of(held):
    """The versions of a document that were sent, the newest first."""
    asked = select(DocumentVersion).where(
        DocumentVersion.deal_id == held.row.deal_id, DocumentVersion.document_id == held.row.id
    )
    return session.scalars(asked.order_by(DocumentVersion.version.desc())).all()


def files_of(held):
    """The files on a document now, in the order they came."""
    return session.scalars(_files(held).where(DocumentFile.removed_at.is_(None))).all()


def files_sent(held, version):
    """The files that went along with a DocumentVersion, whether they are still on the document or not."""
    ids = set(version.files)
    return [one for one in session.scalars(_files(held)) if str(one.id) in ids]


def file_of(held, file_id):
    """One file of a document one may read: on it now, or sent with it once. Raises Missing."""
    found = session.scalar(_files(held).where(DocumentFile.id == file_id))
    if found is None:
        raise Missing
    sent = (str(found.id) in version.files for version in versions_of(held))
    if found.removed_at is not None and not any(sent):
        raise Missing
    return found


def _files(held):
    asked = select(DocumentFile).where(
        DocumentFile.deal_id == held.row.deal_id, DocumentFile.document_id == held.row.id
    )
    return asked.order_by(DocumentFile.added_at, DocumentFile.id)
