"""Postal codes of the whole country, as a catalogue; a tenant's lead times and the limits of its carriers.

The codes themselves are loaded by `app.cli migrate` after the migrations (app/masters/addresses/loading.py), so that
newer ones need no migration.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.searching import index_search
from migrations.tenancy import isolate, publish

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SLOTS = {
    **{f"slot_text_{number}": sa.Text for number in range(1, 6)},
    **{f"slot_number_{number}": sa.BigInteger for number in range(1, 6)},
    **{f"slot_day_{number}": sa.Date for number in range(1, 6)},
}


def upgrade():
    """Make the three catalogues and the two records."""
    _make_catalogues()
    _make_record(
        "lead_times",
        *_texts("origin", "destination", "postal_prefix"),
        sa.Column("days", sa.BigInteger(), nullable=False),
        *_texts("earliest_slot", "note"),
        sa.CheckConstraint("days BETWEEN 0 AND 60", name=op.f("ck_lead_times_days")),
    )
    _make_record(
        "carrier_limits",
        *_texts("carrier", "postal_prefix", "prefecture"),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("islands", "no_cod", "no_slot", "no_cool", "no_collect")
        ),
        sa.Column("relay_fee", sa.BigInteger(), nullable=False),
        sa.Column("extra_days", sa.BigInteger(), nullable=False),
        *_texts("note"),
        sa.CheckConstraint(
            "relay_fee >= 0 AND extra_days BETWEEN 0 AND 60", name=op.f("ck_carrier_limits_amounts")
        ),
    )


def _make_catalogues():
    catalogue = {"info": {"tenancy": "catalogue", "immutable": False}}
    op.create_table(
        "municipalities",
        sa.Column("jis", sa.Text(), nullable=False),
        *_texts("prefecture", "city", "kana"),
        sa.PrimaryKeyConstraint("jis", name=op.f("pk_municipalities")),
        **catalogue,
    )
    op.create_table(
        "postal_codes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        *_texts("code", "jis", "town", "town_key", "kana", "note", "office", "block"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postal_codes")),
        **catalogue,
    )
    op.create_index("ix_postal_codes_code", "postal_codes", ["code"])
    op.create_index("ix_postal_codes_jis_town_key", "postal_codes", ["jis", "town_key"])
    op.create_table(
        "postal_releases",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        *_texts("source"),
        sa.Column("taken_on", sa.Date(), nullable=False),
        *_texts("licence"),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("municipalities", "places", "offices", "keys")
        ),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postal_releases")),
        **catalogue,
    )
    for table in ("municipalities", "postal_codes", "postal_releases"):
        publish(table)


def _make_record(table, *parts):
    """A business record: code, name, its own columns, and what every record has."""
    now = sa.text("clock_timestamp()")
    op.create_table(
        table,
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        *_texts("code", "name"),
        *(part for part in parts if isinstance(part, sa.Column)),
        *_texts("state"),
        sa.Column("archived_from", sa.Text(), nullable=True),
        sa.Column("extra", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("created_by_id", sa.UUID(), nullable=True),
        *(sa.Column(name, kind(), nullable=True) for name, kind in SLOTS.items()),
        *_texts("search_text"),
        *(part for part in parts if not isinstance(part, sa.Column)),
        sa.CheckConstraint("state IN ('active', 'archived')", name=op.f(f"ck_{table}_state")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f(f"uq_{table}_tenant_id_code")),
        info={"tenancy": "tenant", "immutable": False, "searched": True},
    )
    op.create_index(op.f(f"ix_{table}_tenant_id_changed_at_id"), table, ["tenant_id", "changed_at", "id"])
    for slot in SLOTS:
        op.create_index(
            op.f(f"ix_{table}_tenant_id_{slot}_id"),
            table,
            ["tenant_id", slot, "id"],
            postgresql_where=sa.text(f"{slot} IS NOT NULL"),
        )
    isolate(table, searched=True)
    index_search(table)


def _texts(*names):
    return (sa.Column(name, sa.Text(), nullable=False) for name in names)


def downgrade():
    """Drop them; lead times and limits are lost."""
    for table in ("carrier_limits", "lead_times", "postal_releases", "postal_codes", "municipalities"):
        op.drop_table(table)
