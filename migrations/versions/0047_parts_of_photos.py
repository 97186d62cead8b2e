"""Several business cards of one photo, and the backs of cards."""

import sqlalchemy as sa
from alembic import op

from migrations.making import columns, index

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

TABLE = "business_cards"
STATES = "('uploaded', 'recognizing', 'review', 'imported', 'skipped', 'failed')"
NOBODY = "SELECT set_config('choba.tenant_id', '00000000-0000-0000-0000-000000000000', true)"
"""The new key is checked under the table's policy, which asks for a tenant; the new column is empty everywhere."""
WITH_BACKS = STATES[:-1] + ", 'back')"


def upgrade():
    """Where a card lies on its picture, which part of it this is, whose back it is."""
    for column in (
        *columns("number", "part", default="0"),
        *columns("json", "outline", default="'[]'"),
        *columns("id", "front_id", nullable=True),
    ):
        op.add_column(TABLE, column)
    op.execute(sa.text(NOBODY))
    op.create_foreign_key(
        op.f(f"fk_{TABLE}_tenant_id_front_id"), TABLE, TABLE, ["tenant_id", "front_id"], ["tenant_id", "id"],
        ondelete="SET NULL (front_id)",
    )  # fmt: skip
    index(TABLE, "front_id")
    _numbered("position", "part")
    _states(WITH_BACKS)


def downgrade():
    """Every card stands alone again; a second card of a photo has nowhere to go."""
    op.execute(sa.text(f"DELETE FROM {TABLE} WHERE part > 1 OR state = 'back'"))
    _states(STATES)
    op.drop_constraint(op.f(f"uq_{TABLE}_tenant_id_batch_id_position_part"), TABLE)
    op.create_unique_constraint(
        op.f(f"uq_{TABLE}_tenant_id_batch_id_position"), TABLE, ["tenant_id", "batch_id", "position"]
    )
    op.drop_index(op.f(f"ix_{TABLE}_tenant_id_front_id"), TABLE)
    op.drop_constraint(op.f(f"fk_{TABLE}_tenant_id_front_id"), TABLE)
    for column in ("part", "outline", "front_id"):
        op.drop_column(TABLE, column)


def _numbered(*names):
    op.drop_constraint(op.f(f"uq_{TABLE}_tenant_id_batch_id_position"), TABLE)
    wanted = "_".join(("batch_id", *names))
    op.create_unique_constraint(
        op.f(f"uq_{TABLE}_tenant_id_{wanted}"), TABLE, ["tenant_id", "batch_id", *names]
    )


def _states(states):
    op.drop_constraint(op.f(f"ck_{TABLE}_state"), TABLE)
    op.create_check_constraint(op.f(f"ck_{TABLE}_state"), TABLE, f"state IN {states}")
