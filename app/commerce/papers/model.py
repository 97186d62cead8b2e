"""Layouts of papers, batches that are printed, receipts that were issued."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATES = ("pending", "running", "done", "failed")


class PaperLayout(TenantOwned, db.Model):
    """One version of how a shop's papers of a kind look; the highest `revision` counts, none means the standard.

    `content`: what `layouts.dress_of` reads; empty for a return to the standard. Pictures are stored files.
    """

    __tablename__ = "paper_layouts"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        refers("logo_id", "stored_files"),
        refers("seal_id", "stored_files"),
        unique("channel_id", "kind", "revision"),
    )

    channel_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    revision: Mapped[int]
    content: Mapped[dict] = mapped_column(JSONB)
    logo_id: Mapped[uuid.UUID | None]
    seal_id: Mapped[uuid.UUID | None]
    saved_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]


class PaperBatch(TenantOwned, db.Model):
    """一括印刷: the papers `asked` of many slips in one PDF, drawn in portions by several workers and joined.

    The file lies in `sealed_files` for some hours. `done` slips of `total`;
    """

    __tablename__ = "paper_batches"
    __table_args__ = owned(index("created_at", "id"), CheckConstraint(f"state IN {STATES}", name="state"))

    asked: Mapped[str]
    sort: Mapped[str]
    slip_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(UUID(as_uuid=True)))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="pending")
    error: Mapped[str | None]
    started_by_id: Mapped[uuid.UUID | None]
    started_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]


class PaperPortion(TenantOwned, db.Model):
    """A part of a batch, in its order. Its PDF lies in `sealed_files` until all parts are there."""

    __tablename__ = "paper_portions"
    __table_args__ = owned(
        refers("batch_id", "paper_batches", on_delete="CASCADE"), unique("batch_id", "number")
    )

    batch_id: Mapped[uuid.UUID]
    number: Mapped[int]
    slip_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(UUID(as_uuid=True)))
    drawn_at: Mapped[dt.datetime | None]


class ReceiptIssue(TenantOwned, db.Model):
    """領収書 of an order that was given out: `number` 1 is the first, the others bear 再発行. Rows never change.

    `addressee` and `purpose` (但し書き) are what was typed for it, empty for the buyer and the goods.
    """

    __tablename__ = "receipt_issues"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"),
        refers("batch_id", "paper_batches", on_delete="SET NULL"),
        unique("order_id", "number"),
        index("batch_id"),
    )

    order_id: Mapped[uuid.UUID]
    number: Mapped[int]
    addressee: Mapped[str] = mapped_column(Sealed("receipt_issues.addressee"), nullable=True)
    purpose: Mapped[str] = mapped_column(Sealed("receipt_issues.purpose"), nullable=True)
    issued_on: Mapped[dt.date]
    batch_id: Mapped[uuid.UUID | None]
    issued_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
