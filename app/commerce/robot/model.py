"""Rules of the robot, the work they have to do, and what they did."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Moment, Stamp, db
from app.kernel.tenancy import TenantOwned, index, owned, refers, unique

TRIGGERS = ("imported", "moved", "clock")
STATES = ("pending", "done", "stopped")


class RobotRule(TenantOwned, db.Model):
    """「…のとき、…なら、…する」. Rules of one trigger work in the order of `position`.

    `at` says when exactly: `{"to": status}` of a move, `{"time": "09:30"}` or `{"minutes": 30}` of the clock.
    `conditions` are `{name: what is asked}` (`matching.CONDITIONS`), all must hold; `actions` are
    `{name: what to do}` (`acting.ORDER`). `stops`: later rules of the same run leave its slips alone. `version` counts
    changes of what it does; `tried_version` is the one whose dry run (`trial`) was looked at.
    """

    __tablename__ = "robot_rules"
    __table_args__ = owned(
        unique("name"),
        index("position", "id"),
        CheckConstraint(f"trigger IN {TRIGGERS}", name="trigger"),
    )

    name: Mapped[str]
    position: Mapped[int]
    trigger: Mapped[str]
    at: Mapped[dict] = mapped_column(JSONB, default=dict)
    conditions: Mapped[dict] = mapped_column(JSONB, default=dict)
    actions: Mapped[dict] = mapped_column(JSONB, default=dict)
    stops: Mapped[bool] = mapped_column(default=False)
    enabled: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    tried_version: Mapped[int] = mapped_column(default=0)
    trial: Mapped[dict | None] = mapped_column(JSONB)
    next_at: Mapped[dt.datetime | None]
    retired_at: Mapped[dt.datetime | None]
    changed_by_name: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Moment]
    created_at: Mapped[Stamp]


class RobotRun(TenantOwned, db.Model):
    """Slips that a trigger brings before the rules: the row first, the work in a job after the commit.

    `to`: the status they reached. `rule_id`: the one rule that the clock rang for. `stopped`: an emergency stop came
    before; the slips wait for whoever lets the robot go on. `trouble`: `[[rule, sentence]]` of rules that could not
    work; `acted`: how many deeds were done.
    """

    __tablename__ = "robot_runs"
    __table_args__ = owned(
        refers("rule_id", "robot_rules", on_delete="CASCADE"),
        index("created_at", "id"),
        index("state", "id", postgresql_where=text("state <> 'done'")),
        CheckConstraint(f"trigger IN {TRIGGERS}", name="trigger"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    trigger: Mapped[str]
    to: Mapped[str] = mapped_column(default="")
    rule_id: Mapped[uuid.UUID | None]
    slip_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(UUID(as_uuid=True)))
    state: Mapped[str] = mapped_column(default="pending")
    acted: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[list] = mapped_column(JSONB, default=list)
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]


class RobotDeed(TenantOwned, db.Model):
    """One rule worked on one slip: once for each version of the rule, whatever rings how often.

    `matched`: `{condition: value that fitted}`, never personal data. `done`: the actions, as the rule had them;
    `refused`: `{action: code}` of those that this slip did not allow.
    """

    __tablename__ = "robot_deeds"
    __table_args__ = owned(
        refers("rule_id", "robot_rules", on_delete="CASCADE"),
        refers("run_id", "robot_runs", on_delete="CASCADE"),
        refers("slip_id", "slips", on_delete="CASCADE"),
        unique("slip_id", "rule_id", "rule_version"),
        index("created_at", "id"),
        index("rule_id", "created_at", "id"),
    )

    rule_id: Mapped[uuid.UUID]
    rule_version: Mapped[int]
    run_id: Mapped[uuid.UUID]
    slip_id: Mapped[uuid.UUID]
    matched: Mapped[dict] = mapped_column(JSONB, default=dict)
    done: Mapped[dict] = mapped_column(JSONB, default=dict)
    refused: Mapped[dict] = mapped_column(JSONB, default=dict)
    created_at: Mapped[Stamp]


class RobotStop(TenantOwned, db.Model):
    """緊急停止: while one is open (`ended_at` None), no rule works."""

    __tablename__ = "robot_stops"
    __table_args__ = owned(
        index(name="ix_robot_stops_open", unique=True, postgresql_where=text("ended_at IS NULL"))
    )

    reason: Mapped[str] = mapped_column(default="")
    by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    ended_at: Mapped[dt.datetime | None]
    ended_by_name: Mapped[str] = mapped_column(default="")
