"""Rules that work on slips by themselves, their work and their log."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.making import check, columns, index, make, refers, stamps, unique

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = (
    "robot_rules",
    "robot_runs",
    "robot_deeds",
    "robot_stops",
)


def upgrade():
    """Make the tables."""
    _robot_rules()
    _robot_runs()
    _robot_deeds()
    _robot_stops()


def _robot_rules():
    make(
        "robot_rules",
        *columns("text", "name", "trigger", "changed_by_name"),
        *columns("number", "position", "version", "tried_version"),
        *columns("json", "at", "conditions", "actions"),
        *columns("flag", "stops", "enabled"),
        *columns("json", "trial", nullable=True),
        *columns("moment", "next_at", "retired_at", nullable=True),
        *columns("moment", "changed_at"),
        *stamps("created_at"),
        check("robot_rules", "trigger", "trigger IN ('imported', 'moved', 'clock')"),
        unique("robot_rules", "name"),
        indexes=(("position", "id"),),
    )


def _robot_runs():
    make(
        "robot_runs",
        *columns("text", "trigger", "to", "state"),
        *columns("id", "rule_id", nullable=True),
        sa.Column("slip_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        *columns("number", "acted"),
        *columns("json", "trouble"),
        *stamps("created_at"),
        *columns("moment", "finished_at", nullable=True),
        check("robot_runs", "state", "state IN ('pending', 'done', 'stopped')"),
        check("robot_runs", "trigger", "trigger IN ('imported', 'moved', 'clock')"),
        refers("robot_runs", "rule_id", "robot_rules", "CASCADE"),
        indexes=(("created_at", "id"),),
    )
    index("robot_runs", "state", "id", where="state <> 'done'")


def _robot_deeds():
    make(
        "robot_deeds",
        *columns("id", "rule_id", "run_id", "slip_id"),
        *columns("number", "rule_version"),
        *columns("json", "matched", "done", "refused"),
        *stamps("created_at"),
        refers("robot_deeds", "rule_id", "robot_rules", "CASCADE"),
        refers("robot_deeds", "run_id", "robot_runs", "CASCADE"),
        refers("robot_deeds", "slip_id", "slips", "CASCADE"),
        unique("robot_deeds", "slip_id", "rule_id", "rule_version"),
        indexes=(
            ("created_at", "id"),
            ("rule_id", "created_at", "id"),
        ),
    )


def _robot_stops():
    make(
        "robot_stops",
        *columns("text", "reason", "by_name", "ended_by_name"),
        *stamps("created_at"),
        *columns("moment", "ended_at", nullable=True),
    )
    index("robot_stops", where="ended_at IS NULL", unique=True, name="ix_robot_stops_open")


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
