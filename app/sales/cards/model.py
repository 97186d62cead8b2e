"""Batches of business cards, and the cards."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

UPLOADED, RECOGNIZING, REVIEW, IMPORTED, SKIPPED, FAILED = STATES = (
    "uploaded", "recognizing", "review", "imported", "skipped", "failed",
)  # fmt: skip
READING = (UPLOADED, RECOGNIZING)
OPEN = (REVIEW, FAILED)
"""What somebody has to look at; a card that could not be read is typed by hand."""


class CardBatch(TenantOwned, db.Model):
    """Cards brought in together. With a campaign they become leads as well; `owner_id` will be in charge."""

    __tablename__ = "card_batches"
    __table_args__ = owned(
        refers("campaign_id", "campaigns", on_delete="SET NULL"),
        index("created_at", "id"),
        index("campaign_id"),
    )

    name: Mapped[str]
    campaign_id: Mapped[uuid.UUID | None]
    owner_id: Mapped[uuid.UUID | None]
    created_by_id: Mapped[uuid.UUID | None]
    created_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]


class BusinessCard(TenantOwned, db.Model):
    """One card: page `page` (from 0) of the stored file `file_id`; `image_id` is our own picture of it, upright.

    `lines` is what the recogniser read, `found` `{field: [text, confidence]}`, `kept` `{field: text}` as somebody
    confirmed it. `made` says what the import did (`importing`), so that it can be taken back.
    """

    __tablename__ = "business_cards"
    __table_args__ = owned(
        refers("batch_id", "card_batches", on_delete="CASCADE"),
        refers("file_id", "stored_files"),
        refers("image_id", "stored_files"),
        refers("person_id", "persons", on_delete="SET NULL"),
        refers("lead_id", "leads", on_delete="SET NULL"),
        unique("batch_id", "position"),
        index("person_id", "imported_at"),
        index("lead_id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    batch_id: Mapped[uuid.UUID]
    position: Mapped[int]
    file_id: Mapped[uuid.UUID]
    page: Mapped[int] = mapped_column(default=0)
    image_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(default=UPLOADED)
    error: Mapped[str] = mapped_column(default="")
    lines: Mapped[list] = mapped_column(JSONB, default=list)
    found: Mapped[dict] = mapped_column(JSONB, default=dict)
    kept: Mapped[dict] = mapped_column(JSONB, default=dict)
    made: Mapped[dict] = mapped_column(JSONB, default=dict)
    person_id: Mapped[uuid.UUID | None]
    lead_id: Mapped[uuid.UUID | None]
    imported_at: Mapped[dt.datetime | None]
    imported_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
