"""Companies are looked up in public registries."""

from alembic import op

from migrations.making import check, columns, make, stamps, unique

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade():
    """Keys, and what was answered."""
    make(
        "registry_keys",
        *columns("text", "service", "address", "error"),
        *columns("sealed", "secrets", nullable=True),
        *stamps("changed_at"),
        check("registry_keys", "service", "service IN ('houjin', 'gbizinfo')"),
        unique("registry_keys", "service"),
    )
    make(
        "registry_answers",
        *columns("text", "service", "question"),
        *columns("json", "companies"),
        *columns("moment", "fetched_at"),
        unique("registry_answers", "service", "question"),
        indexes=(("fetched_at",),),
    )


def downgrade():
    """Take them away again."""
    op.drop_table("registry_answers")
    op.drop_table("registry_keys")
