"""Row-level security and grants for a new table, in one word each (architecture §3)."""

from alembic import op

OWN_TENANT = "tenant_id = current_setting('choba.tenant_id')::uuid"
_EACH_TENANT = """
    DO $$
    DECLARE tenant uuid;
    BEGIN
        FOR tenant IN SELECT id FROM tenants LOOP
            PERFORM set_config('choba.tenant_id', tenant::text, true);
            {statement};
        END LOOP;
    END $$"""


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


def open_room(table, *, deal="deal_id", own="false", first="false", immutable=False):
    """A table of a shared room: its rows are there for the tenants that take part in the deal, and for nobody else.

    `own`: rows one sees without asking who takes part; `first`: what may be written before anybody takes part.
    """
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    member = f"trade_member({deal})"
    op.execute(f"CREATE POLICY seen ON {table} FOR SELECT USING (({own}) OR {member})")
    op.execute(f"CREATE POLICY added ON {table} FOR INSERT WITH CHECK (({first}) OR {member})")
    grants = "SELECT, INSERT"
    if not immutable:
        op.execute(f"CREATE POLICY changed ON {table} FOR UPDATE USING ({member}) WITH CHECK ({member})")
        op.execute(f"CREATE POLICY dropped ON {table} FOR DELETE USING ({member})")
        grants = "SELECT, INSERT, UPDATE, DELETE"
    op.execute(f"GRANT {grants} ON {table} TO choba_app")


def answer_past_policies(signature, body):
    """A function (`name(arguments) RETURNS …`, SQL) that reads past the policies as `choba_search` may: it filters itself.

    The application may call it; what it must never tell, its body has to leave out.
    """
    name = signature.split("(")[0]
    op.execute("GRANT CREATE ON SCHEMA public TO choba_search")
    op.execute(
        f"CREATE FUNCTION {signature} LANGUAGE sql STABLE SECURITY DEFINER "
        f"SET search_path = pg_catalog, public, pg_temp AS $${body}$$"
    )
    op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO choba_app, choba_owner")
    op.execute(f"ALTER FUNCTION {name} OWNER TO choba_search")
    op.execute("REVOKE CREATE ON SCHEMA public FROM choba_search")


def share(table):
    """A global table (identities, tenants, bells): no tenant's business data may be in it."""
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO choba_app")


def publish(table):
    """A catalogue: everybody reads, only migrations and the operator write."""
    op.execute(f"GRANT SELECT ON {table} TO choba_app")


def in_each_tenant(statement):
    """Run a statement that reads or writes tenants' rows, once in each tenant: policies hold for migrations too."""
    op.execute(_EACH_TENANT.format(statement=statement))
