"""The departments that count for each of us, as of a day."""

from alembic import op

from migrations.making import columns, index, make, refers, stamps, unique

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade():
    """Two tables."""
    make(
        "scope_snapshots",
        *columns("day", "day"),
        *columns("flag", "current"),
        *columns("number", "added", "removed"),
        *columns("text", "by_name"),
        *stamps("made_at"),
    )
    index("scope_snapshots", "current", where="current", unique=True)
    make(
        "scope_lines",
        *columns("id", "snapshot_id", "user_id", "organisation_id"),
        *columns("flag", "own"),
        refers("scope_lines", "organisation_id", "organisations", "CASCADE"),
        refers("scope_lines", "snapshot_id", "scope_snapshots", "CASCADE"),
        refers("scope_lines", "user_id", "users", "CASCADE"),
        unique("scope_lines", "snapshot_id", "user_id", "organisation_id"),
        indexes=(("organisation_id",), ("user_id",)),
    )


def downgrade():
    """As before."""
    op.drop_table("scope_lines")
    op.drop_table("scope_snapshots")
