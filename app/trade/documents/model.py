"""A document, what is shared between documents, and what was sent."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.ids import new_id
from app.kernel.tenancy import in_room

DOCUMENT_STATES = ("draft", "sent", "edited", "withdrawn", "deleted")


class TradeDocument(db.Model):
    """帳票. `number` (≤ 30 letters) names it outside; `unit_key` the container or receipt it is about, else empty.

    `body`: its own fields; shared ones are `RootField`s. `version` counts what was sent, `etag` changes with
    everything that can be seen in it. `links`: the attribution of its creation. Deleted ones stay as tombstones.
    """

    __tablename__ = "trade_documents"
    __table_args__ = in_room(
        ForeignKeyConstraint(
            ["deal_id", "creator_id"], ["trade_participations.deal_id", "trade_participations.id"]
        ),
        CheckConstraint("status IN ('draft', 'sent', 'edited', 'withdrawn', 'deleted')", name="status"),
        Index(
            "ux_trade_documents_unit",
            "deal_id",
            "kind",
            "unit_key",
            unique=True,
            postgresql_where="status <> 'deleted' AND single",
        ),
    )

    deal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trade_deals.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    unit_key: Mapped[str] = mapped_column(default="")
    single: Mapped[bool] = mapped_column(default=True)
    creator_id: Mapped[uuid.UUID]
    links: Mapped[list] = mapped_column(JSONB)
    status: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=0)
    etag: Mapped[str]
    body: Mapped[dict] = mapped_column(JSONB, default=dict)
    restricted: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Stamp]
    changed_at: Mapped[Stamp]
    sent_at: Mapped[dt.datetime | None]


class DocumentAccess(db.Model):
    """個別の閲覧制限: who among those that may read the kind reads this one (`mark` W, R or -)."""

    __tablename__ = "trade_document_access"
    __table_args__ = in_room(
        ForeignKeyConstraint(["deal_id", "document_id"], ["trade_documents.deal_id", "trade_documents.id"]),
        ForeignKeyConstraint(
            ["deal_id", "participation_id"], ["trade_participations.deal_id", "trade_participations.id"]
        ),
    )

    deal_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    document_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    participation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    mark: Mapped[str]


class DocumentVersion(db.Model):
    """What was sent: all fields as they were, shared ones too; `files`: ids of its files. Insert only, by grant."""

    __tablename__ = "trade_document_versions"
    __table_args__ = in_room(
        ForeignKeyConstraint(["deal_id", "document_id"], ["trade_documents.deal_id", "trade_documents.id"]),
        immutable=True,
    )

    deal_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    document_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    fields: Mapped[dict] = mapped_column(JSONB)
    links: Mapped[list] = mapped_column(JSONB)
    files: Mapped[list] = mapped_column(JSONB, default=list, server_default="[]")
    sent_at: Mapped[Stamp]


class DocumentFile(db.Model):
    """A file of a document. Its bytes lie under the deal's id (`storage.content(deal_id, sha256)`), not a tenant's.

    Who brought it is not kept here: the audit trail of their own company knows. A removed one stays with the
    versions that were sent with it. `scan`: as of a `StoredFile`.
    """

    __tablename__ = "trade_document_files"
    __table_args__ = in_room(
        ForeignKeyConstraint(["deal_id", "document_id"], ["trade_documents.deal_id", "trade_documents.id"]),
        Index("ix_trade_document_files_document", "deal_id", "document_id", "added_at", "id"),
    )

    deal_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    document_id: Mapped[uuid.UUID]
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    scan: Mapped[str]
    added_at: Mapped[Stamp]
    removed_at: Mapped[dt.datetime | None]


class RootField(db.Model):
    """A field that documents share (ルートドキュメント). `plain`: its text, where one looks a deal up by it."""

    __tablename__ = "trade_root_fields"
    __table_args__ = in_room(Index(None, "path", "plain", "deal_id"))

    deal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trade_deals.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict | list | str | None] = mapped_column(JSONB)
    plain: Mapped[str] = mapped_column(default="")
    links: Mapped[list] = mapped_column(JSONB)
    document_id: Mapped[uuid.UUID | None]
    changed_at: Mapped[Stamp]


class DealKey(db.Model):
    """What a deal is looked up by: a booking number, B/L number or container, as `keys.key_of` writes them.

    Made from root fields and never shown: whoever finds a deal by one has to be able to read it there.
    """

    __tablename__ = "trade_keys"
    __table_args__ = in_room(Index("ix_trade_keys_plain", "plain", "path", "deal_id"))

    deal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trade_deals.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    plain: Mapped[str] = mapped_column(primary_key=True)
