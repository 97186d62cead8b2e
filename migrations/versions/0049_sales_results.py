"""Sales results, and files that replace months and take rows out."""

from alembic import op

from migrations.making import check, columns, index, make_record, refers, unique

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

RULES = (
    ("imports", "mode", ("both", "create", "update"), "replace"),
    ("import_findings", "outcome", ("created", "updated", "refused"), "removed"),
)


def upgrade():
    """A table, and a further word for what a file may do and what became of a row."""
    make_record(
        "sales_results",
        *columns("text", "code", "slip_no", "note"),
        *columns("day", "sold_on"),
        *columns("id", "partner_id"),
        *columns("id", "product_id", "category_id", "opportunity_id", nullable=True),
        *columns("id", "owner_id", "organisation_id", nullable=True),
        *columns("exact", "quantity", "unit_price", nullable=True),
        *columns("number", "amount"),
        *columns("number", "cost", "gross", "line_no", nullable=True),
        check("sales_results", "state", "state IN ('active', 'archived')"),
        refers("sales_results", "category_id", "categories"),
        refers("sales_results", "opportunity_id", "opportunities"),
        refers("sales_results", "partner_id", "partners"),
        refers("sales_results", "product_id", "products"),
        unique("sales_results", "code"),
        indexes=(
            ("category_id", "code"),
            ("owner_id", "sold_on"),
            ("partner_id", "code"),
            ("product_id", "code"),
            ("sold_on", "id"),
        ),
    )
    index("sales_results", "opportunity_id", where="opportunity_id IS NOT NULL")
    for table, column, words, further in RULES:
        _rule(table, column, (*words, further))


def downgrade():
    """As before."""
    for table, column, words, further in RULES:
        op.execute(f"DELETE FROM {table} WHERE {column} = '{further}'")
        _rule(table, column, words)
    op.drop_table("sales_results")


def _rule(table, column, words):
    name = op.f(f"ck_{table}_{column}")
    op.drop_constraint(name, table)
    op.create_check_constraint(name, table, f"{column} IN {words}")
