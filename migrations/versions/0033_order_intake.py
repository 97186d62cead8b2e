"""Files of orders as they came, what was refused, and how columns are read. Files lie sealed, in pieces."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLES = (
    "sealed_streams",
    "sealed_pieces",
    "intakes",
    "intake_files",
    "intake_changes",
    "intake_profiles",
)


def upgrade():
    """Make the tables, those that others refer to first."""
    _sealed_streams()
    _sealed_pieces()
    _intakes()
    _intake_files()
    _intake_changes()
    _intake_profiles()


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _sealed_streams():
    make(
        "sealed_streams",
        *columns("text", "name", "sha256", "purpose"),
        *columns("number", "size"),
        *columns("moment", "expires_at"),
        *columns("id", "kept_by_id", nullable=True),
        *stamps("created_at"),
        indexes=(("expires_at",),),
    )


def _sealed_pieces():
    make(
        "sealed_pieces",
        *columns("id", "file_id"),
        *columns("number", "number"),
        *columns("sealed", "content"),
        refers("sealed_pieces", "file_id", "sealed_streams", "CASCADE"),
        unique("sealed_pieces", "file_id", "number"),
    )


def _intakes():
    make(
        "intakes",
        *columns("text", "state", "started_by_name"),
        *columns("json", "counts"),
        *columns("text", "error", nullable=True),
        *columns("id", "job_id", "started_by_id", nullable=True),
        *stamps("created_at"),
        *columns("moment", "finished_at", nullable=True),
        check("intakes", "state", "state IN ('draft', 'pending', 'done', 'failed', 'cancelled')"),
        indexes=(
            ("created_at", "id"),
            ("state", "created_at", "id"),
        ),
    )


def _intake_files():
    make(
        "intake_files",
        *columns("id", "intake_id"),
        *columns("number", "position", "size", "line_count"),
        *columns("text", "name", "sha256", "encoding", "format", "guessed", "state"),
        *columns("json", "missing", "shops", "seen", "counts"),
        *columns("id", "channel_id", "partner_id", "sealed_file_id", "refused_file_id", nullable=True),
        *columns("text", "error", nullable=True),
        check("intake_files", "state", "state IN ('ready', 'done', 'failed')"),
        refers("intake_files", "channel_id", "channels"),
        refers("intake_files", "intake_id", "intakes", "CASCADE"),
        refers("intake_files", "refused_file_id", "sealed_streams", "SET NULL"),
        refers("intake_files", "sealed_file_id", "sealed_streams", "SET NULL"),
        indexes=(
            ("channel_id",),
            ("intake_id", "position"),
            ("sha256",),
        ),
    )


def _intake_changes():
    make(
        "intake_changes",
        *columns("id", "intake_id", "order_id"),
        *columns("text", "number", "outcome"),
        *columns("sealed", "changes"),
        refers("intake_changes", "intake_id", "intakes", "CASCADE"),
        refers("intake_changes", "order_id", "orders", "CASCADE"),
        indexes=(
            ("intake_id", "number", "id"),
            ("order_id",),
        ),
    )


def _intake_profiles():
    make(
        "intake_profiles",
        *columns("text", "name", "kind", "changed_by_name"),
        *columns("json", "columns", "words", "header"),
        *columns("number", "version"),
        *stamps("changed_at"),
        unique("intake_profiles", "name"),
    )
