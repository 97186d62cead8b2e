"""Deals of some organisations by their name: read past the policies, which would ask for each of 100,000 rows."""

from alembic import op

from migrations.tenancy import answer_past_policies

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

TENANT = "current_setting('choba.tenant_id')::uuid"
NAMED = (
    "trade_seats_named(organisations uuid[], words text, state text, direction text, most int) "
    "RETURNS TABLE (deal_id uuid, seat_id uuid)"
)
FOUND = f"""
    SELECT p.deal_id, p.id FROM trade_participations p JOIN trade_deals d ON d.id = p.deal_id
    WHERE p.tenant_id = {TENANT} AND p.organisation_id = ANY (organisations) AND p.status = 'active'
      AND strpos(lower(normalize(d.name, NFKC)), lower(words)) > 0
      AND (state = '' OR d.status = state) AND starts_with(d.pattern, direction)
    ORDER BY p.last_event_at DESC, p.id LIMIT most"""


def upgrade():
    """Own seats alone, and nothing but their ids."""
    answer_past_policies(NAMED, FOUND)


def downgrade():
    """Without it."""
    op.execute("DROP FUNCTION trade_seats_named")
