"""A case, its frozen steps and people, and every act on it."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Moment, Yen, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

STATUSES = ("open", "approved", "rejected", "returned", "withdrawn")
LIVE = ("open", "returned")
STEP_STATES = ("waiting", "open", "approved", "skipped", "rejected", "returned", "closed")
ASSIGNMENT_STATES = ("waiting", "open", "approved", "auto", "rejected", "returned", "closed")
ACTIONS = (
    "submitted",
    "approved",
    "auto_approved",
    "skipped",
    "rejected",
    "returned",
    "pulled_back",
    "resubmitted",
    "withdrawn",
)


class ApprovalCase(TenantOwned, db.Model):
    """`open` while somebody must decide, `returned` while the applicant must; at most one such case a document.

    `round` counts submissions; `step_no` is the open step of the present round (0: none). `amount`: yen,
    tax-exclusive. `document_hash`: sha256 of what was submitted.
    """

    __tablename__ = "approval_cases"
    __table_args__ = owned(
        refers("route_id", "approval_routes"),
        refers("applicant_id", "users"),
        refers("organisation_id", "organisations"),
        index("subject_id", unique=True, name="uq_approval_cases_live", postgresql_where=f"status IN {LIVE}"),
        index("subject_id", "submitted_at"),
        index("applicant_id", "submitted_at", "id"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("(status IN ('open', 'returned')) = (closed_at IS NULL)", name="closed"),
    )

    document: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    title: Mapped[str]
    path: Mapped[str]
    route_id: Mapped[uuid.UUID]
    applicant_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID | None]
    amount: Mapped[Yen | None]
    facts: Mapped[dict] = mapped_column(JSONB, default=dict)
    document_hash: Mapped[str]
    round: Mapped[int] = mapped_column(default=1)
    step_no: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="open")
    submitted_at: Mapped[Moment]
    closed_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class ApprovalStep(TenantOwned, db.Model):
    """A step of one round as it was when submitted. It is satisfied by `quorum` approvals (ALL: of everyone)."""

    __tablename__ = "approval_steps"
    __table_args__ = owned(
        refers("case_id", "approval_cases"),
        unique("case_id", "round", "step_no"),
        CheckConstraint(f"state IN {STEP_STATES}", name="state"),
    )

    case_id: Mapped[uuid.UUID]
    round: Mapped[int]
    step_no: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    mode: Mapped[str]
    quorum: Mapped[int]
    due_days: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="waiting")
    note: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[dt.datetime | None]
    closed_at: Mapped[dt.datetime | None]


class ApprovalAssignment(TenantOwned, db.Model):
    """One person in one frozen step. `open` ones are what waits in that person's inbox, due on `due_on`."""

    __tablename__ = "approval_assignments"
    __table_args__ = owned(
        refers("case_id", "approval_cases"),
        refers("step_id", "approval_steps"),
        refers("user_id", "users"),
        unique("step_id", "user_id"),
        index("case_id"),
        index("user_id", "opened_at", "id", postgresql_where="state = 'open'"),
        index("user_id", "acted_at", "id", postgresql_where="acted_at IS NOT NULL"),
        CheckConstraint(f"state IN {ASSIGNMENT_STATES}", name="state"),
        CheckConstraint("state <> 'open' OR opened_at IS NOT NULL", name="opened"),
    )

    case_id: Mapped[uuid.UUID]
    step_id: Mapped[uuid.UUID]
    user_id: Mapped[uuid.UUID]
    state: Mapped[str] = mapped_column(default="waiting")
    opened_at: Mapped[dt.datetime | None]
    acted_at: Mapped[dt.datetime | None]
    due_on: Mapped[dt.date | None]


class ApprovalAction(TenantOwned, db.Model):
    """Who did what, as whom, when, from where, and the hash of the document then. Insert only."""

    __tablename__ = "approval_actions"
    __table_args__ = owned(
        refers("case_id", "approval_cases"),
        index("case_id", "at", "id"),
        CheckConstraint(f"action IN {ACTIONS}", name="action"),
        immutable=True,
    )

    case_id: Mapped[uuid.UUID]
    round: Mapped[int]
    step_no: Mapped[int | None]
    action: Mapped[str]
    actor_id: Mapped[uuid.UUID | None]
    actor_name: Mapped[str]
    for_actor_id: Mapped[uuid.UUID | None]
    for_actor_name: Mapped[str | None]
    at: Mapped[Moment]
    comment: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    document_hash: Mapped[str]
