"""A deal, who takes part in it, what happened. Rows of a room: for the tenants that take part and nobody else."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.ids import new_id
from app.kernel.tenancy import in_room


class Deal(db.Model):
    """取引. `tenant_id` is the owner's. `length` counts the events; its row is locked by whoever writes in the deal.

    `inquiry_key`: who asks whom, if it is an inquiry. `pattern`: see `rulebooks.patterns`.
    `ancestors_see`: hidden_chain_visible_to_ancestors (trade.md §6.3).
    """

    __tablename__ = "trade_deals"
    __table_args__ = in_room(
        CheckConstraint("status IN ('open', 'completed', 'cancelled')", name="status"),
        Index(None, "parent_id"),
        Index("ux_trade_deals_inquiry_key", "inquiry_key", unique=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    tenant_id: Mapped[uuid.UUID]
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    pattern: Mapped[str]
    status: Mapped[str] = mapped_column(default="open")
    inquiry: Mapped[bool] = mapped_column(default=False)
    inquiry_key: Mapped[str | None]
    ancestors_see: Mapped[bool] = mapped_column(default=False)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("trade_deals.id"))
    length: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[Stamp]


class Participation(db.Model):
    """参加: organisation x business type, invited by another. `grants`: `{kind: mark}` given by the inviter.

    `last_event_at`: the latest event that this seat may know of; lists sort by it and others' secrets leave no trace.
    """

    __tablename__ = "trade_participations"
    __table_args__ = in_room(
        ForeignKeyConstraint(
            ["deal_id", "inviter_id"], ["trade_participations.deal_id", "trade_participations.id"]
        ),
        CheckConstraint("status IN ('active', 'removed')", name="status"),
        Index(
            "ux_trade_participations_seat",
            "deal_id",
            "organisation_id",
            "business_type",
            "inviter_id",
            unique=True,
            postgresql_where="status = 'active'",
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_trade_participations_latest", "tenant_id", "organisation_id", "last_event_at", "id"),
    )

    deal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trade_deals.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    tenant_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID]
    business_type: Mapped[str]
    inviter_id: Mapped[uuid.UUID | None]
    hidden: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(default="active")
    grants: Mapped[dict] = mapped_column(JSONB)
    added_at: Mapped[Stamp]
    removed_at: Mapped[dt.datetime | None]
    last_event_at: Mapped[Stamp]


class DealEvent(db.Model):
    """Something that happened, stored once and told to each reader in its own way.

    `links` and `partner_links` are attributions of the time (`sight.attribution`) as `[[seat, [seers] | null], …]`:
    of who acted, and of the partner it was about. `audience`: seats a message is for (null: all who may know).
    `user_name`, `user_mail`: the person, told only to their own organisation.
    """

    __tablename__ = "trade_events"
    __table_args__ = in_room(
        Index("ux_trade_events_position", "deal_id", "position", unique=True), immutable=True
    )

    deal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trade_deals.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    position: Mapped[int]
    at: Mapped[Stamp]
    kind: Mapped[str]
    actor_id: Mapped[uuid.UUID]
    links: Mapped[list] = mapped_column(JSONB)
    user_name: Mapped[str]
    user_mail: Mapped[str]
    document_id: Mapped[uuid.UUID | None]
    partner_id: Mapped[uuid.UUID | None]
    partner_links: Mapped[list | None] = mapped_column(JSONB)
    audience: Mapped[list | None] = mapped_column(JSONB)
    details: Mapped[dict] = mapped_column(JSONB, default=dict)
