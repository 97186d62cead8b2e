"""What the database itself guarantees: PostgreSQL's catalogue compared with what the models declare."""

from collections import defaultdict

from sqlalchemy import text

TENANCIES = {"tenant", "global", "room", "catalogue"}
OWN_TENANT = "(tenant_id = (current_setting('choba.tenant_id'::text))::uuid)"
APP, SEARCH = "choba_app", "choba_search"
GRANTS = {
    "immutable": {"SELECT", "INSERT"},
    "catalogue": {"SELECT"},
    "other": {"SELECT", "INSERT", "UPDATE", "DELETE"},
}
TABLES = text("""
    SELECT c.relname AS name, c.relrowsecurity AS secured, c.relforcerowsecurity AS forced, r.rolname AS owner
    FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND c.relname <> 'alembic_version'
    ORDER BY c.relname
""")
POLICIES = text("""
    SELECT tablename AS name, policyname AS policy, permissive, roles::text[] AS roles, cmd, qual, with_check
    FROM pg_policies WHERE schemaname = 'public'
""")
FOREIGN_KEYS = text("""
    SELECT k.conname AS key, k.conrelid::regclass::text AS name, k.confrelid::regclass::text AS target,
        ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS p(n, i)
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.n ORDER BY p.i) AS ours,
        ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS p(n, i)
              JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.n ORDER BY p.i) AS theirs
    FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
""")
INDEXES = text("""
    SELECT i.indrelid::regclass::text AS name, c.relname AS index, i.indisprimary AS is_primary,
        m.amname AS method, pg_get_indexdef(i.indexrelid, 1, true) AS first,
        ARRAY(SELECT pg_get_indexdef(i.indexrelid, p.n::int, true)
              FROM unnest(i.indclass) WITH ORDINALITY AS p(class, n)
              JOIN pg_opclass o ON o.oid = p.class
              JOIN pg_amop b ON b.amopfamily = o.opcfamily AND b.amopstrategy = 3
                   AND b.amoplefttype = o.opcintype AND b.amoprighttype = o.opcintype
              JOIN pg_operator e ON e.oid = b.amopopr JOIN pg_proc f ON f.oid = e.oprcode
              WHERE m.amname = 'btree' AND NOT f.proleakproof) AS leaky
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE c.relnamespace = 'public'::regnamespace
""")
GRANTED = text("""
    SELECT table_name AS name, privilege_type AS privilege FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND grantee IN (:role, 'PUBLIC')
    UNION SELECT table_name, privilege_type FROM information_schema.column_privileges
    WHERE table_schema = 'public' AND grantee IN (:role, 'PUBLIC')
""")
TRIGGERS = text(
    "SELECT tgrelid::regclass::text AS name, tgname AS trigger FROM pg_trigger WHERE NOT tgisinternal"
)
DEFINERS = text("""
    SELECT p.proname AS function, r.rolname AS owner, coalesce(p.proconfig::text, '') AS settings
    FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace
""")
POWERS = text("""
    SELECT rolname AS role, rolsuper AS super, rolbypassrls AS bypass, rolcreatedb AS createdb,
        rolcreaterole AS createrole, rolcanlogin AS login,
        has_schema_privilege(oid, 'public', 'CREATE') AS ddl,
        pg_has_role(oid, 'choba_owner', 'MEMBER') AS owner
    FROM pg_roles WHERE rolname IN (:app, :search)
""")


def declared(metadata):
    """Return the tables of the models that do not say whose rows they hold."""
    return [
        f"{name}: say whose rows these are: __table_args__ = owned(…), or unshared('global' | 'catalogue', …)"
        for name, table in sorted(metadata.tables.items())
        if table.info.get("tenancy") not in TENANCIES
    ]


def violations(connection, metadata):
    """Return what the database does not guarantee although the models declare it."""
    models = metadata.tables
    found = [
        f"{name}: a model without a migration" for name in sorted(models) if name not in _names(connection)
    ]
    for row in connection.execute(TABLES):
        if row.name not in models:
            found.append(f"{row.name}: a table without a model; drop it in a migration")
        elif models[row.name].info.get("tenancy") in {"tenant", "room"} and not (row.secured and row.forced):
            found.append(
                f"{row.name}: row-level security is not enabled and forced; isolate() it in the migration"
            )
        if row.owner == APP:
            found.append(f"{row.name}: belongs to {APP}, which must not own tables")
    known = {name: table.info.get("tenancy") for name, table in models.items()}
    for check in (_policies, _foreign_keys, _indexes):
        found += check(connection, {name for name, kind in known.items() if kind == "tenant"})
    return [*found, *_grants(connection, models), *_triggers(connection), *_powers(connection)]


def _names(connection):
    return {row.name for row in connection.execute(TABLES)}


def _policies(connection, tenant_tables):
    policies = defaultdict(list)
    for row in connection.execute(POLICIES):
        policies[row.name].append(row)
    for name in sorted(tenant_tables & _names(connection)):
        own = [p for p in policies[name] if p.cmd == "ALL" and p.qual == p.with_check == OWN_TENANT]
        if not own:
            yield f"{name}: no policy holds rows to tenant_id = the setting choba.tenant_id; isolate() it"
        for policy in policies[name]:
            for_search = policy.roles == [SEARCH] and policy.cmd == "SELECT"
            if policy not in own and not for_search and policy.permissive == "PERMISSIVE":
                yield f"{name}: policy {policy.policy} lets more rows through than the tenant's own"


def _foreign_keys(connection, tenant_tables):
    for row in connection.execute(FOREIGN_KEYS):
        if row.name in tenant_tables and row.target in tenant_tables:
            if ("tenant_id", "tenant_id") not in zip(row.ours, row.theirs, strict=True):
                yield f"{row.name}: {row.key} reaches {row.target} without the tenant; use refers()"


def _indexes(connection, tenant_tables):
    for row in connection.execute(INDEXES):
        if row.name not in tenant_tables or row.method == "gin":  # a GIN of bigrams is hashed with the tenant
            continue
        kind = "primary key" if row.is_primary else "index"
        if row.first != "tenant_id":
            yield f"{row.name}: {kind} {row.index} starts with {row.first}, not tenant_id; use index()"
        for column in row.leaky:
            yield f"{row.name}: index {row.index} never serves {column} under RLS: its = is not leakproof"


def _grants(connection, models):
    granted = defaultdict(set)
    for row in connection.execute(GRANTED, {"role": APP}):
        granted[row.name].add(row.privilege)
    for name, table in sorted(models.items()):
        kind = "immutable" if table.info.get("immutable") else table.info.get("tenancy")
        too_much = granted[name] - GRANTS.get(kind, GRANTS["other"])
        if too_much:
            yield f"{name}: {APP} may {', '.join(sorted(too_much))} on this {kind} table; revoke it"


def _triggers(connection):
    for row in connection.execute(TRIGGERS):
        yield f"{row.name}: trigger {row.trigger}; say it in the verb, so that tenants can be spread"


def _powers(connection):
    for row in connection.execute(POWERS, {"app": APP, "search": SEARCH}):
        powers = {"super", "bypass", "createdb", "createrole", "ddl", "owner"} | (
            {"login"} if row.role == SEARCH else set()
        )
        for power in sorted(powers):
            if getattr(row, power):
                yield f"{row.role}: has the power {power}; take it away in the migration that made the role"
    for row in connection.execute(DEFINERS):
        if row.owner != SEARCH or "search_path" not in row.settings:
            yield f"{row.function}(): SECURITY DEFINER functions belong to {SEARCH} and set their search_path"
