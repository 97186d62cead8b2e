"""A request for quotation as we received it: what lists need; its words are in the envelope."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import now
from app.kernel.db import db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique
from app.platform.search.model import Searchable

STATES = ("open", "closed", "cancelled")
OUTCOMES = ("awarded", "not_awarded", "no_award")


class ReceivedRequest(Searchable, TenantOwned, db.Model):
    """見積依頼受領: one row per case, moved by the buyer's envelopes and our own answers.

    `buyer_id` is the buyer's tenant. `revision` and `envelope_id` are the version in force. `state` is what the
    buyer said; that the deadline has passed is asked of the clock (`is_open`). `answers` counts our answers to any
    revision, `answered_revision` the latest one answered.
    """

    __tablename__ = "received_requests"
    __table_args__ = owned(
        refers("case_id", "exchange_cases"),
        refers("envelope_id", "envelopes"),
        unique("case_id"),
        index("received_at", "id"),
        index("state", "deadline", "id"),
        index("buyer_id", "received_at"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"outcome IS NULL OR outcome IN {OUTCOMES}", name="outcome"),
    )

    SEARCHED = ("number", "subject", "buyer_name")

    case_id: Mapped[uuid.UUID]
    envelope_id: Mapped[uuid.UUID]
    buyer_id: Mapped[uuid.UUID]
    buyer_name: Mapped[str]
    number: Mapped[str]
    revision: Mapped[int]
    subject: Mapped[str]
    deadline: Mapped[dt.datetime]
    state: Mapped[str] = mapped_column(default="open")
    closed_reason: Mapped[str] = mapped_column(default="")
    received_at: Mapped[dt.datetime]
    answers: Mapped[int] = mapped_column(default=0)
    answered_revision: Mapped[int | None]
    answered_at: Mapped[dt.datetime | None]
    declined_at: Mapped[dt.datetime | None]
    outcome: Mapped[str | None]

    case = one("ReceivedRequest", "case_id", "Case")
    envelope = one("ReceivedRequest", "envelope_id", "Envelope")

    @property
    def is_open(self):
        """Whether an answer is taken now: not closed, not declined, the deadline not passed."""
        return self.state == "open" and self.declined_at is None and now() <= self.deadline
