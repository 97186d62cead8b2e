"""Row-level security and grants for a new table, in one word each (architecture §3)."""

from alembic import op

OWN_TENANT = "tenant_id = current_setting('choba.tenant_id')::uuid"


def isolate(table, *, immutable=False, searched=False):
    """A tenant's table: forced row-level security; `immutable` ones can only be added to.

    `searched`: the search functions (role `choba_search`) read it past the policy and filter themselves.
    """
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_tenant ON {table} USING ({OWN_TENANT}) WITH CHECK ({OWN_TENANT})")
    op.execute(
        f"GRANT {'SELECT, INSERT' if immutable else 'SELECT, INSERT, UPDATE, DELETE'} ON {table} TO choba_app"
    )
    if searched:
        op.execute(f"CREATE POLICY search ON {table} FOR SELECT TO choba_search USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO choba_search")


def share(table):
    """A global table (identities, tenants, bells): no tenant's business data may be in it."""
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO choba_app")


def publish(table):
    """A catalogue: everybody reads, only migrations and the operator write."""
    op.execute(f"GRANT SELECT ON {table} TO choba_app")
