"""Postal codes of the whole country, as a catalogue; a tenant's lead times and the limits of its carriers.

The codes themselves are loaded by `app.cli migrate` after the migrations (app/masters/addresses/loading.py), so that
newer ones need no migration.
"""

import sqlalchemy as sa
from alembic import op

from migrations.making import check, columns, make_record, unique
from migrations.tenancy import publish

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    """Make the three catalogues and the two records."""
    _make_catalogues()
    _lead_times()
    _carrier_limits()


def _lead_times():
    make_record(
        "lead_times",
        *columns("text", "code", "name", "origin", "destination", "postal_prefix", "earliest_slot", "note"),
        *columns("number", "days"),
        check("lead_times", "days", "days BETWEEN 0 AND 60"),
        check("lead_times", "state", "state IN ('active', 'archived')"),
        unique("lead_times", "code"),
    )


def _carrier_limits():
    make_record(
        "carrier_limits",
        *columns("text", "code", "name", "carrier", "postal_prefix", "prefecture", "note"),
        *columns("flag", "islands", "no_cod", "no_slot", "no_cool", "no_collect"),
        *columns("number", "relay_fee", "extra_days"),
        check("carrier_limits", "amounts", "relay_fee >= 0 AND extra_days BETWEEN 0 AND 60"),
        check("carrier_limits", "state", "state IN ('active', 'archived')"),
        unique("carrier_limits", "code"),
    )


def _make_catalogues():
    catalogue = {"info": {"tenancy": "catalogue", "immutable": False}}
    op.create_table(
        "municipalities",
        *columns("text", "jis", "prefecture", "city", "kana"),
        sa.PrimaryKeyConstraint("jis", name=op.f("pk_municipalities")),
        **catalogue,
    )
    op.create_table(
        "postal_codes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        *columns("text", "code", "jis", "town", "town_key", "kana", "note", "office", "block"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postal_codes")),
        **catalogue,
    )
    op.create_index("ix_postal_codes_code", "postal_codes", ["code"])
    op.create_index("ix_postal_codes_jis_town_key", "postal_codes", ["jis", "town_key"])
    op.create_table(
        "postal_releases",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        *columns("text", "source"),
        *columns("day", "taken_on"),
        *columns("text", "licence"),
        *columns("number", "municipalities", "places", "offices", "keys"),
        *columns("moment", "loaded_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postal_releases")),
        **catalogue,
    )
    for table in ("municipalities", "postal_codes", "postal_releases"):
        publish(table)


def downgrade():
    """Drop them; lead times and limits are lost."""
    for table in ("carrier_limits", "lead_times", "postal_releases", "postal_codes", "municipalities"):
        op.drop_table(table)
