"""Keys by which a deal is found: booking and B/L numbers, containers, made from what its documents share."""

import sqlalchemy as sa
from alembic import op

from migrations.making import columns
from migrations.tenancy import in_each_tenant, open_room

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

TABLE = "trade_keys"
PLAIN = r"upper(regexp_replace(normalize({text}, NFKC), '[\s\-/]+', '', 'g'))"
FILL = f"""
    INSERT INTO {TABLE} (deal_id, path, plain)
    SELECT deal_id, path, plain FROM (
        SELECT deal_id, path, {PLAIN.format(text="plain")} AS plain FROM trade_root_fields
        WHERE path IN ('booking_number', 'bl_number')
        UNION
        SELECT f.deal_id, f.path, {PLAIN.format(text="row->>'number'")}
        FROM trade_root_fields f CROSS JOIN LATERAL jsonb_array_elements(
            CASE jsonb_typeof(f.value) WHEN 'array' THEN f.value ELSE '[]' END) row
        WHERE f.path = 'containers') found
    WHERE plain <> '' ON CONFLICT DO NOTHING"""


def upgrade():
    """A table of the room, filled from the root fields there are."""
    op.create_table(
        TABLE,
        *columns("id", "deal_id"),
        *columns("text", "path", "plain"),
        sa.PrimaryKeyConstraint("deal_id", "path", "plain", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(["deal_id"], ["trade_deals.id"], name=op.f(f"fk_{TABLE}_deal_id")),
        info={"tenancy": "room", "immutable": False},
    )
    op.create_index(f"ix_{TABLE}_plain", TABLE, ["plain", "path", "deal_id"])
    open_room(TABLE)
    in_each_tenant(FILL)


def downgrade():
    """Without them."""
    op.drop_table(TABLE)
