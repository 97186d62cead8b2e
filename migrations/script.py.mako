"""${message}

Rules: expand first, fill by a job, contract in a later release. No lock longer than a second: indexes on filled tables
`postgresql_concurrently` in a migration of their own; NOT NULL through a validated CHECK. Every new table is given to
`isolate()` (tenant), `share()` (global) or `publish()` (catalogue). Write the new number into `migrations/HEAD`.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate, publish, share

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade():
    ${upgrades if upgrades else "pass"}


def downgrade():
    ${downgrades if downgrades else "pass"}
