"""Batches of business cards, and the cards."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

UPLOADED, RECOGNIZING, REVIEW, IMPORTED, SKIPPED, FAILED, BACK = STATES = (
    "uploaded", "recognizing", "review", "imported", "skipped", "failed", "back",
)  # fmt: skip
READING = (UPLOADED, RECOGNIZING)
SURE, FAIR = 0.9, 0.75
"""From here on a field is taken as read, or as probable."""
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

    `outline` is where it lies on that page: four corners as fractions (`recognition.finding`), empty until somebody has
    looked. Of several on one photo each has its `part`, from 1. `front_id`: this is the back of that card.
    `read_by` names the reader, `notice` is a sentence about what went wrong with another one.

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
        refers("front_id", "business_cards", on_delete="SET NULL"),
        unique("batch_id", "position", "part"),
        index("person_id", "imported_at"),
        index("lead_id"),
        index("front_id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    batch_id: Mapped[uuid.UUID]
    position: Mapped[int]
    file_id: Mapped[uuid.UUID]
    page: Mapped[int] = mapped_column(default=0)
    part: Mapped[int] = mapped_column(default=0)
    outline: Mapped[list] = mapped_column(JSONB, default=list)
    front_id: Mapped[uuid.UUID | None]
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
    read_by: Mapped[str] = mapped_column(default="")
    notice: Mapped[str] = mapped_column(default="")
    imported_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]

    @property
    def place(self):
        """Where it stands in its batch, in order: picture and part of it."""
        return self.position, self.part

    @property
    def label(self):
        """Its number for people: 3, or 3-2 for the second card of the third picture."""
        return f"{self.position}-{self.part}" if self.part else f"{self.position}"
