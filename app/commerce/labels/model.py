"""A label file on its way (送り状バッチ), and the labels in it."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.persons.sealed import Sealed
from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique

STATUSES = ("draft", "made", "undone")


class LabelBatch(TenantOwned, db.Model):
    """Slips that become one file of a contract. draft → made → undone; a made one can be made again.

    `label_count`, `stop_count` (labels that stop the file) and `note_count` (labels with remarks) are of the last look.
    The file itself lies sealed in `sealed_files`, for some days.
    """

    __tablename__ = "label_batches"
    __table_args__ = owned(
        refers("account_id", "carrier_accounts"),
        unique("number"),
        index("created_at", "id"),
        index("account_id"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("status = 'draft' OR made_at IS NOT NULL", name="made"),
    )

    number: Mapped[str]
    account_id: Mapped[uuid.UUID]
    status: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    ship_on: Mapped[dt.date]
    label_count: Mapped[int] = mapped_column(default=0)
    stop_count: Mapped[int] = mapped_column(default=0)
    note_count: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[dt.datetime | None]
    undone_at: Mapped[dt.datetime | None]
    created_by_id: Mapped[uuid.UUID | None]
    created_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]

    account = one("LabelBatch", "account_id", "CarrierAccount", viewonly=True)
    labels = many("LabelBatch", "BatchedLabel", "batch_id", order_by="BatchedLabel.position", viewonly=True)


class BatchedLabel(TenantOwned, db.Model):
    """A slip's label in a batch. `key` is what the carrier's file calls the slip; it stays the same in later batches.

    `fixes` are what somebody wrote for this label alone (`mending.FIELDS`), sealed. `problems`: `[[field, code,
    stops]]` of the last look, without any text of the person.
    """

    __tablename__ = "labels"
    __table_args__ = owned(
        refers("batch_id", "label_batches", on_delete="CASCADE"),
        refers("slip_id", "slips", on_delete="CASCADE"),
        unique("batch_id", "slip_id"),
        index("batch_id", "position"),
        index("slip_id"),
        index("key"),
    )

    batch_id: Mapped[uuid.UUID]
    slip_id: Mapped[uuid.UUID]
    position: Mapped[int]
    key: Mapped[str]
    fixes: Mapped[dict | None] = mapped_column(Sealed("labels.fixes", dict))
    problems: Mapped[list] = mapped_column(JSONB, default=list, server_default="[]")
    stops: Mapped[int] = mapped_column(default=0)

    batch = one("BatchedLabel", "batch_id", "LabelBatch", viewonly=True)
    slip = one("BatchedLabel", "slip_id", "Slip", viewonly=True)
