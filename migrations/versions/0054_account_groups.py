"""Account groups, and the groups of each account."""

from alembic import op

from migrations.making import check, columns, make_record, refers, unique

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade():
    """A table and a column."""
    make_record(
        "partner_groups",
        *columns("text", "code", "name", "note"),
        *columns("id", "parent_id", nullable=True),
        *columns("number", "position"),
        check("partner_groups", "state", "state IN ('active', 'archived')"),
        refers("partner_groups", "parent_id", "partner_groups", "SET NULL"),
        unique("partner_groups", "code"),
        indexes=(("parent_id",), ("position", "id")),
    )
    op.add_column("partners", *columns("json", "groups", default="'[]'"))


def downgrade():
    """As before."""
    op.drop_column("partners", "groups")
    op.drop_table("partner_groups")
