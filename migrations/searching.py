"""What a searched table needs beside its policy (0009_search.py made the functions)."""

import sqlalchemy as sa
from alembic import op

PENDING = "gin_pending_list_limit = 256"
"""kB of rows not sorted into the index yet. Every search reads them all; 4 MB of them cost 3 ms, 256 kB next to nothing,
and an import takes no longer."""


def index_search(table):
    """The index of hashed letter pairs. Its expression must be the one that search_page asks with."""
    op.execute(
        f"CREATE INDEX ix_{table}_search ON {table} USING gin (search_pairs(search_text, tenant_id)) WITH ({PENDING})"
    )


def searched_tables():
    """Names of the tables that have the search policy, sorted."""
    return list(
        op.get_bind().scalars(
            sa.text("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'search' ORDER BY 1")
        )
    )
