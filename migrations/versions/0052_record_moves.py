"""Moves: what hangs on one record goes to another, records become one."""

from alembic import op

from migrations.making import check, columns, index, make, refers, stamps

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

STANDING = "action = 'merge' AND state IN ('pending', 'done', 'undoing')"


def upgrade():
    """The move and its rows."""
    _record_moves()
    _moved_rows()


def _record_moves():
    make(
        "record_moves",
        *columns("text", "record_type", "action", "source_label", "target_label", "state"),
        *columns("text", "started_by_name", "undone_by_name"),
        *columns("id", "source_id", "target_id"),
        *columns("json", "content", "counts", "kept", "undo_counts", "left_fields"),
        *columns("text", "error", nullable=True),
        *columns("id", "job_id", "started_by_id", nullable=True),
        *stamps("created_at"),
        *columns("moment", "finished_at", "undone_at", "expires_at", nullable=True),
        check("record_moves", "action", "action IN ('reassign', 'merge')"),
        check("record_moves", "state", "state IN ('pending', 'done', 'failed', 'undoing', 'undone')"),
        check("record_moves", "two", "source_id <> target_id"),
        indexes=(("record_type", "created_at", "id"), ("target_id",)),
    )
    index("record_moves", "source_id", where=STANDING, unique=True)


def _moved_rows():
    make(
        "moved_rows",
        *columns("id", "move_id", "row_id"),
        *columns("text", "part", "holding", "label", "outcome", "mark", "undone", "reason"),
        *columns("flag", "hidden"),
        *columns("json", "before"),
        check("moved_rows", "outcome", "outcome IN ('moved', 'dropped', 'stayed')"),
        check("moved_rows", "undone", "undone IN ('', 'back', 'left')"),
        refers("moved_rows", "move_id", "record_moves", "CASCADE"),
        indexes=(("move_id", "holding", "outcome"), ("row_id",)),
    )


def downgrade():
    """As before."""
    op.drop_table("moved_rows")
    op.drop_table("record_moves")
