"""How many open participations hold which mark: what the operator of the platform sees before rules change."""

from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

HELD = """
    CREATE FUNCTION trade_marks_held(wanted text)
        RETURNS TABLE (kind text, business_type text, mark text, seats bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
        SELECT g.key, p.business_type, g.value, count(*)
        FROM trade_deals d
        JOIN trade_participations p ON p.deal_id = d.id AND p.status = 'active'
        CROSS JOIN LATERAL jsonb_each_text(p.grants) g
        WHERE d.pattern = wanted AND d.status = 'open'
        GROUP BY g.key, p.business_type, g.value
        $$
"""


def upgrade():
    """Counts over all rooms, and nothing else of them."""
    op.execute("GRANT CREATE ON SCHEMA public TO choba_search")
    op.execute(HELD)
    op.execute("REVOKE ALL ON FUNCTION trade_marks_held FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION trade_marks_held TO choba_app, choba_owner")
    op.execute("ALTER FUNCTION trade_marks_held OWNER TO choba_search")
    op.execute("REVOKE CREATE ON SCHEMA public FROM choba_search")


def downgrade():
    """Without it."""
    op.execute("DROP FUNCTION trade_marks_held")
