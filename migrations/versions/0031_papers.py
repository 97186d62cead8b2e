"""Layouts of papers, printed batches, issued receipts; rounds of picking and the check before packing."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.making import check, columns, index, make, refers, stamps, unique

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLES = (
    "paper_layouts",
    "paper_batches",
    "paper_portions",
    "receipt_issues",
    "pick_rounds",
    "pick_round_slips",
    "pick_lines",
    "slip_checks",
    "slip_check_lines",
)


def upgrade():
    """Make the tables."""
    _paper_layouts()
    _paper_batches()
    _paper_portions()
    _receipt_issues()
    _pick_rounds()
    _pick_round_slips()
    _pick_lines()
    _slip_checks()
    _slip_check_lines()


def _paper_layouts():
    make(
        "paper_layouts",
        *columns("id", "channel_id"),
        *columns("text", "kind", "saved_by_name"),
        *columns("number", "revision"),
        *columns("json", "content"),
        *columns("id", "logo_id", "seal_id", nullable=True),
        *stamps("created_at"),
        refers("paper_layouts", "channel_id", "channels", "CASCADE"),
        refers("paper_layouts", "logo_id", "stored_files"),
        refers("paper_layouts", "seal_id", "stored_files"),
        unique("paper_layouts", "channel_id", "kind", "revision"),
    )


def _paper_batches():
    make(
        "paper_batches",
        *columns("text", "asked", "sort", "state", "started_by_name"),
        sa.Column("slip_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        *columns("number", "total", "done", "pages"),
        *columns("text", "error", nullable=True),
        *columns("id", "started_by_id", nullable=True),
        *stamps("created_at"),
        *columns("moment", "finished_at", nullable=True),
        check("paper_batches", "state", "state IN ('pending', 'running', 'done', 'failed')"),
        indexes=(("created_at", "id"),),
    )


def _paper_portions():
    make(
        "paper_portions",
        *columns("id", "batch_id"),
        *columns("number", "number"),
        sa.Column("slip_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        *columns("moment", "drawn_at", nullable=True),
        refers("paper_portions", "batch_id", "paper_batches", "CASCADE"),
        unique("paper_portions", "batch_id", "number"),
    )


def _receipt_issues():
    make(
        "receipt_issues",
        *columns("id", "order_id"),
        *columns("number", "number"),
        *columns("sealed", "addressee", "purpose", nullable=True),
        *columns("day", "issued_on"),
        *columns("id", "batch_id", nullable=True),
        *columns("text", "issued_by_name"),
        *stamps("created_at"),
        refers("receipt_issues", "batch_id", "paper_batches", "SET NULL"),
        refers("receipt_issues", "order_id", "orders", "CASCADE"),
        unique("receipt_issues", "order_id", "number"),
        indexes=(("batch_id",),),
    )


def _pick_rounds():
    make(
        "pick_rounds",
        *columns("id", "started_by_id", nullable=True),
        *columns("text", "started_by_name", "finished_by_name"),
        *stamps("created_at"),
        *columns("moment", "finished_at", nullable=True),
        indexes=(("created_at", "id"),),
    )


def _pick_round_slips():
    make(
        "pick_round_slips",
        *columns("id", "round_id", "slip_id"),
        *columns("number", "place"),
        *columns("flag", "open"),
        refers("pick_round_slips", "round_id", "pick_rounds", "CASCADE"),
        refers("pick_round_slips", "slip_id", "slips", "CASCADE"),
        unique("pick_round_slips", "round_id", "slip_id"),
    )
    index("pick_round_slips", "slip_id", where="open", unique=True)


def _pick_lines():
    make(
        "pick_lines",
        *columns("id", "round_id"),
        *columns("number", "position", "wanted", "seen"),
        *columns("text", "seen_by_name", "code", "jan", "name", "shelf"),
        *columns("id", "product_id", nullable=True),
        check("pick_lines", "seen", "seen BETWEEN 0 AND wanted"),
        refers("pick_lines", "round_id", "pick_rounds", "CASCADE"),
        unique("pick_lines", "round_id", "position"),
    )


def _slip_checks():
    make(
        "slip_checks",
        *columns("id", "slip_id"),
        *stamps("created_at"),
        *columns("moment", "finished_at", nullable=True),
        *columns("id", "finished_by_id", nullable=True),
        *columns("text", "finished_by_name"),
        refers("slip_checks", "slip_id", "slips", "CASCADE"),
        unique("slip_checks", "slip_id"),
    )


def _slip_check_lines():
    make(
        "slip_check_lines",
        *columns("id", "check_id"),
        *columns("number", "position", "wanted", "seen"),
        *columns("id", "product_id", nullable=True),
        *columns("text", "code", "jan", "name", "shelf"),
        check("slip_check_lines", "seen", "seen BETWEEN 0 AND wanted"),
        refers("slip_check_lines", "check_id", "slip_checks", "CASCADE"),
        unique("slip_check_lines", "check_id", "position"),
    )


def downgrade():
    """Take everything away again."""
    for one in reversed(TABLES):
        op.drop_table(one)
