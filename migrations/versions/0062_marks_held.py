"""How many open participations hold which mark: what the operator of the platform sees before rules change."""

from alembic import op

from migrations.tenancy import answer_past_policies

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

HELD = "trade_marks_held(wanted text) RETURNS TABLE (kind text, business_type text, mark text, seats bigint)"
COUNTED = """
    SELECT g.key, p.business_type, g.value, count(*)
    FROM trade_deals d
    JOIN trade_participations p ON p.deal_id = d.id AND p.status = 'active'
    CROSS JOIN LATERAL jsonb_each_text(p.grants) g
    WHERE d.pattern = wanted AND d.status = 'open'
    GROUP BY g.key, p.business_type, g.value
"""


def upgrade():
    """Counts over all rooms, and nothing else of them."""
    answer_past_policies(HELD, COUNTED)


def downgrade():
    """Without it."""
    op.execute("DROP FUNCTION trade_marks_held")
