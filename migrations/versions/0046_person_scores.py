"""Scores of persons."""

from alembic import op

from migrations.making import columns, make, refers, unique

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade():
    """One table."""
    make(
        "person_scores",
        *columns("id", "person_id"),
        *columns("day", "scored_on"),
        *columns("number", "score"),
        *columns("json", "parts", "trend"),
        refers("person_scores", "person_id", "persons", "CASCADE"),
        unique("person_scores", "person_id"),
        indexes=(("score", "id"),),
    )


def downgrade():
    """As before."""
    op.drop_table("person_scores")
