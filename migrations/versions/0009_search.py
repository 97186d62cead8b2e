"""Contains-search: one function that asks, sorts and limits; a GIN index of hashed letter pairs per table.

The functions belong to `choba_search`, which may read searched tables past the policy and takes the tenant from the
setting. Every value is quoted by format(); tables need the `search` policy, columns must exist.
"""

from alembic import op

from migrations.searching import index_search, searched_tables

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PAIRS = """
CREATE FUNCTION search_pairs(search_text text, tenant uuid) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
    seed CONSTANT bigint := uuid_hash_extended(tenant, 0);
    letters CONSTANT text[] := string_to_array(search_text, NULL);
    pairs bigint[] := '{}';
BEGIN
    FOR i IN 1 .. cardinality(letters) - 1 LOOP
        CONTINUE WHEN letters[i] = ' ' OR letters[i + 1] = ' ';
        pairs := pairs || hashtextextended(letters[i] || letters[i + 1], seed);
    END LOOP;
    RETURN pairs;
END $$
"""

# conditions: [[{"column", "operator", "values"}, …], …]: all of the outer list, any of each inner one.
CONDITION = """
CREATE FUNCTION search_condition(searched regclass, words text[], conditions jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
DECLARE
    word text; alternatives jsonb; one jsonb; kind text; parts text[]; whole text := 'true';
BEGIN
    FOREACH word IN ARRAY words LOOP
        whole := whole || format(' AND strpos(r.search_text, %L) > 0', word);
    END LOOP;
    FOR alternatives IN SELECT * FROM jsonb_array_elements(conditions) LOOP
        parts := '{}';
        FOR one IN SELECT * FROM jsonb_array_elements(alternatives) LOOP
            kind := search_column(searched, one->>'column');
            parts := parts || CASE one->>'operator'
                WHEN 'in' THEN format('r.%I = ANY (%L::%s[])', one->>'column', search_values(one), kind)
                WHEN 'not in' THEN format('r.%I <> ALL (%L::%s[])', one->>'column', search_values(one), kind)
                WHEN 'from' THEN format('r.%I >= %L::%s', one->>'column', one->'values'->>0, kind)
                WHEN 'before' THEN format('r.%I < %L::%s', one->>'column', one->'values'->>0, kind)
                WHEN 'empty' THEN format('r.%I IS NULL', one->>'column')
                WHEN 'filled' THEN format('r.%I IS NOT NULL', one->>'column')
            END;
        END LOOP;
        whole := whole || ' AND (' || array_to_string(parts, ' OR ') || ')';
    END LOOP;
    RETURN whole;
END $$
"""

VALUES = """
CREATE FUNCTION search_values(condition jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY(SELECT jsonb_array_elements_text(condition->'values'))::text
$$
"""

COLUMN = """
CREATE FUNCTION search_column(searched regclass, asked text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
DECLARE
    kind text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = searched AND polname = 'search') THEN
        RAISE EXCEPTION '% is not a searched table', searched;
    END IF;
    SELECT format_type(atttypid, NULL) INTO kind FROM pg_attribute
     WHERE attrelid = searched AND attname = asked AND attnum > 0 AND NOT attisdropped;
    IF kind IS NULL THEN
        RAISE EXCEPTION '% has no column %', searched, asked;
    END IF;
    RETURN kind;
END $$
"""

# First the beginning of the sort order (a frequent word is found there at once), then the index (a word that is
# not frequent has few rows to sort). No estimate of the planner decides between the two: with many tenants in one
# table it would be wrong.
PAGE = """
CREATE FUNCTION search_page(asked text, words text[], conditions jsonb, sort_column text, downwards boolean,
                            edge text, edge_id uuid, wanted int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off AS $$
DECLARE
    tenant CONSTANT uuid := current_setting('choba.tenant_id')::uuid;
    searched CONSTANT regclass := asked::regclass;
    kind CONSTANT text := search_column(searched, sort_column);
    condition CONSTANT text := search_condition(searched, words, conditions);
    way CONSTANT text := CASE WHEN downwards THEN 'DESC' ELSE 'ASC' END;
    beyond text := 'true';
    found uuid[];
BEGIN
    IF edge IS NOT NULL THEN
        beyond := format('(r.%I, r.id) %s (%L::%s, %L::uuid)', sort_column,
                         CASE WHEN downwards THEN '<' ELSE '>' END, edge, kind, edge_id);
    END IF;
    EXECUTE format(
        'SELECT array_agg(id) FROM (SELECT r.id FROM (
             SELECT r.* FROM %1$s r WHERE r.tenant_id = $1 AND %2$s
             ORDER BY r.%3$I %4$s, r.id %4$s LIMIT 3000) r
         WHERE %5$s ORDER BY r.%3$I %4$s, r.id %4$s LIMIT $2) head',
        searched, beyond, sort_column, way, condition) INTO found USING tenant, wanted;
    IF coalesce(cardinality(found), 0) < wanted THEN
        EXECUTE format(
            'WITH hits AS MATERIALIZED (SELECT r.id, r.%1$I AS place FROM %2$s r
                 WHERE r.tenant_id = $1 AND search_pairs(r.search_text, r.tenant_id) @> $2 AND %3$s AND %4$s)
             SELECT array_agg(id) FROM (SELECT id FROM hits ORDER BY place %5$s, id %5$s LIMIT $3) page',
            sort_column, searched, beyond, condition, way)
            INTO found USING tenant, search_pairs(array_to_string(words, ' '), tenant), wanted;
    END IF;
    RETURN QUERY SELECT unnest(found);
END $$
"""

COUNT = """
CREATE FUNCTION search_count(asked text, words text[], conditions jsonb, at_most int) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off AS $$
DECLARE
    tenant CONSTANT uuid := current_setting('choba.tenant_id')::uuid;
    searched CONSTANT regclass := asked::regclass;
    found bigint;
BEGIN
    PERFORM search_column(searched, 'search_text');
    EXECUTE format(
        'SELECT count(*) FROM (SELECT FROM %s r WHERE r.tenant_id = $1
             AND search_pairs(r.search_text, r.tenant_id) @> $2 AND %s LIMIT $3) hits',
        searched, search_condition(searched, words, conditions))
        INTO found USING tenant, search_pairs(array_to_string(words, ' '), tenant), at_most;
    RETURN found;
END $$
"""

SIGNATURES = (
    "search_pairs(text, uuid)",
    "search_values(jsonb)",
    "search_column(regclass, text)",
    "search_condition(regclass, text[], jsonb)",
    "search_page(text, text[], jsonb, text, boolean, text, uuid, int)",
    "search_count(text, text[], jsonb, int)",
)


def upgrade():
    """Make the functions, hand them to choba_search, index what is searched."""
    for function in (PAIRS, VALUES, COLUMN, CONDITION, PAGE, COUNT):
        op.execute(function)
    op.execute("GRANT CREATE ON SCHEMA public TO choba_search")
    for signature in SIGNATURES:
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
    for signature in ("search_pairs(text, uuid)", *SIGNATURES[-2:]):
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO choba_app, choba_owner")
    for signature in SIGNATURES:
        op.execute(f"ALTER FUNCTION {signature} OWNER TO choba_search")
    op.execute("REVOKE CREATE ON SCHEMA public FROM choba_search")
    for table in searched_tables():
        index_search(table)


def downgrade():
    """Drop the indexes and the functions."""
    for table in searched_tables():
        op.execute(f"DROP INDEX IF EXISTS ix_{table}_search")
    for signature in reversed(SIGNATURES):
        op.execute(f"DROP FUNCTION {signature}")
