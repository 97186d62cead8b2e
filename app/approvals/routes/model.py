"""A route and its steps. A revision never changes: an edit makes the next one."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, db
from app.kernel.tenancy import TenantOwned, index, many, owned, refers, unique

KINDS = ("approve",)
MODES = ("ALL", "ANY")
WHEN_NOBODY = ("error", "escalate", "skip")


class ApprovalRoute(TenantOwned, db.Model):
    """One revision of a route; `family_id` is the same through all of them.

    The newest revision that has begun (`valid_from`, date in Japan) holds until `valid_until` (inclusive).
    `condition` is a tree (see `conditions`); a higher `priority` is asked first.
    """

    __tablename__ = "approval_routes"
    __table_args__ = owned(
        unique("family_id", "revision"),
        index("document", "family_id"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="validity"),
        CheckConstraint("(retired_at IS NULL) = (retired_by_id IS NULL)", name="retired"),
    )

    family_id: Mapped[uuid.UUID]
    revision: Mapped[int] = mapped_column(default=1)
    document: Mapped[str]
    name: Mapped[str]
    priority: Mapped[int] = mapped_column(default=100)
    condition: Mapped[dict] = mapped_column(JSONB)
    valid_from: Mapped[dt.date]
    valid_until: Mapped[dt.date | None]
    made_by_id: Mapped[uuid.UUID | None]
    made_at: Mapped[Stamp]
    retired_at: Mapped[dt.datetime | None]
    retired_by_id: Mapped[uuid.UUID | None]

    steps = many("ApprovalRoute", "ApprovalRouteStep", "route_id", order_by="ApprovalRouteStep.step_no")


class ApprovalRouteStep(TenantOwned, db.Model):
    """One step. `assignees` is a list of rules (see `assignees`); `when_nobody` says what to do without anybody."""

    __tablename__ = "approval_route_steps"
    __table_args__ = owned(
        refers("route_id", "approval_routes", on_delete="CASCADE"),
        unique("route_id", "step_no"),
        CheckConstraint(f"kind IN ('{KINDS[0]}')", name="kind"),
        CheckConstraint(f"mode IN {MODES}", name="mode"),
        CheckConstraint(f"when_nobody IN {WHEN_NOBODY}", name="when_nobody"),
        CheckConstraint("due_days > 0", name="due_days"),
    )

    route_id: Mapped[uuid.UUID]
    step_no: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="approve")
    mode: Mapped[str] = mapped_column(default="ALL")
    assignees: Mapped[list] = mapped_column(JSONB)
    when_nobody: Mapped[str] = mapped_column(default="error")
    due_days: Mapped[int | None]
