"""Files of documents that companies share in a deal."""

import sqlalchemy as sa
from alembic import op

from migrations.making import columns, stamps
from migrations.tenancy import open_room

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

TABLE = "trade_document_files"


def upgrade():
    """One table of the room; what was sent lists its files."""
    op.create_table(
        TABLE,
        *columns("id", "deal_id", "id", "document_id"),
        *columns("text", "name", "content_type", "sha256", "scan"),
        *columns("number", "size"),
        *stamps("added_at"),
        *columns("moment", "removed_at", nullable=True),
        sa.PrimaryKeyConstraint("deal_id", "id", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(
            ["deal_id", "document_id"],
            ["trade_documents.deal_id", "trade_documents.id"],
            name=op.f(f"fk_{TABLE}_deal_id_document_id"),
        ),
        info={"tenancy": "room", "immutable": False},
    )
    op.create_index(f"ix_{TABLE}_document", TABLE, ["deal_id", "document_id", "added_at", "id"])
    open_room(TABLE)
    for column in columns("json", "files", default="'[]'"):
        op.add_column("trade_document_versions", column)


def downgrade():
    """As before."""
    op.drop_column("trade_document_versions", "files")
    op.drop_table(TABLE)
