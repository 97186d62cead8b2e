"""The score of a person beside the person."""

from alembic import op

from migrations.making import columns, index

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade():
    """A column, by which lists sort; the next night fills it."""
    for column in columns("number", "score", nullable=True):
        op.add_column("persons", column)
    index("persons", "score", "id")


def downgrade():
    """As before."""
    op.drop_index(op.f("ix_persons_tenant_id_score_id"), "persons")
    op.drop_column("persons", "score")
