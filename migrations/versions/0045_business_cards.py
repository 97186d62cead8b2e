"""Business cards are taken in by the batch."""

from alembic import op

from migrations.making import check, columns, make, refers, stamps, unique

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

STATES = "state IN ('uploaded', 'recognizing', 'review', 'imported', 'skipped', 'failed')"


def upgrade():
    """Batches, then their cards."""
    _card_batches()
    _business_cards()


def downgrade():
    """Take them away again."""
    op.drop_table("business_cards")
    op.drop_table("card_batches")


def _card_batches():
    make(
        "card_batches",
        *columns("text", "name", "created_by_name"),
        *columns("id", "campaign_id", "owner_id", "created_by_id", nullable=True),
        *stamps("created_at"),
        refers("card_batches", "campaign_id", "campaigns", "SET NULL"),
        indexes=(("created_at", "id"), ("campaign_id",)),
    )


def _business_cards():
    make(
        "business_cards",
        *columns("id", "batch_id", "file_id"),
        *columns("number", "position", "page"),
        *columns("id", "image_id", "person_id", "lead_id", nullable=True),
        *columns("text", "state", "error", "imported_by_name"),
        *columns("json", "lines", "found", "kept", "made"),
        *columns("moment", "imported_at", nullable=True),
        *stamps("created_at"),
        refers("business_cards", "batch_id", "card_batches", "CASCADE"),
        refers("business_cards", "file_id", "stored_files"),
        refers("business_cards", "image_id", "stored_files"),
        refers("business_cards", "person_id", "persons", "SET NULL"),
        refers("business_cards", "lead_id", "leads", "SET NULL"),
        unique("business_cards", "batch_id", "position"),
        check("business_cards", "state", STATES),
        indexes=(("person_id", "imported_at"), ("lead_id",)),
    )
