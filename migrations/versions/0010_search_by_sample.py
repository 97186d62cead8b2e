"""Contains-search that looks first how frequent the words are, and an index that is never far behind its table.

Before, every search walked the first 3,000 rows, whatever they held, and asked the index with every letter pair, also
those that all rows hold. And it read what the index had not sorted in yet, up to 4 MB: most of the time of a word that
occurs nowhere, until a vacuum came.
"""

from importlib import import_module

from alembic import op

from migrations.searching import PENDING, searched_tables

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# The pairs worth asking the index for, with a space between. The index reads the list of a pair to its end: a pair that
# three rows in four hold costs more than it spares. The two rarest always stay; the condition takes out what they let
# through too much.
RARE = """
CREATE FUNCTION search_rare_pairs(words text[], sample text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
    SELECT string_agg(pair, ' ') FROM (
        SELECT pair, holding, row_number() OVER (ORDER BY holding, pair) AS place FROM (
            SELECT substr(word, i, 2) AS pair,
                   count(*) FILTER (WHERE strpos(line, substr(word, i, 2)) > 0) AS holding
              FROM unnest(words) word, generate_series(1, length(word) - 1) i, unnest(sample) line
             GROUP BY 1) counted) ranked
     WHERE place <= 2 OR holding * 4 <= 3 * cardinality(sample)
$$
"""

# First a sample, the beginning of the order: the page of a frequent word is there already. If not, it tells whether to
# walk on: when that reads fewer rows than the index would bring, which come unsorted and count double. It is a guess
# (`reltuples` counts all tenants, the beginning may be unlike the rest), so it goes twice the expected way at most, and
# then asks the index, which always knows. Which pairs are rare is seen at both ends of the order: in one corner of it
# codes are too much alike. A helping process takes longer to start than most searches take.
PAGE = """
CREATE OR REPLACE FUNCTION search_page(asked text, words text[], conditions jsonb, sort_column text,
                                       downwards boolean, edge text, edge_id uuid, wanted int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off
SET parallel_setup_cost = 20000 AS $$
DECLARE
    looked_at CONSTANT int := 1000;
    tenant CONSTANT uuid := current_setting('choba.tenant_id')::uuid;
    searched CONSTANT regclass := asked::regclass;
    kind CONSTANT text := search_column(searched, sort_column);
    holding CONSTANT text := search_condition(searched, words, '[]');
    condition CONSTANT text := search_condition(searched, words, conditions);
    placed CONSTANT text := format(CASE WHEN downwards THEN 'r.%I DESC, r.id DESC' ELSE 'r.%I, r.id' END, sort_column);
    ahead text := format('%s r WHERE r.tenant_id = $1', searched);
    seen int; hits float; way float; pairs text; found uuid[];
BEGIN
    IF edge IS NOT NULL THEN
        ahead := ahead || format(' AND (r.%I, r.id) %s (%L::%s, %L::uuid)', sort_column,
                                 CASE WHEN downwards THEN '<' ELSE '>' END, edge, kind, edge_id);
    END IF;
    EXECUTE format('SELECT count(*), count(*) FILTER (WHERE %2$s),
                           array_agg(id ORDER BY %3$s) FILTER (WHERE %4$s)
                      FROM (SELECT r.* FROM %1$s ORDER BY %3$s LIMIT $2) r', ahead, holding, placed, condition)
       INTO seen, hits, found USING tenant, looked_at;
    IF seen < looked_at OR cardinality(found) >= wanted THEN
        RETURN QUERY SELECT unnest(found[1:wanted]);
        RETURN;
    END IF;
    way := wanted * looked_at / nullif(cardinality(found), 0)::float;
    IF way < least(10000, 2 * hits / looked_at * (SELECT reltuples FROM pg_class WHERE oid = searched)) THEN
        EXECUTE format('SELECT array_agg(id) FROM (SELECT id FROM (SELECT r.* FROM %1$s ORDER BY %2$s LIMIT $2) r
                         WHERE %3$s ORDER BY %2$s LIMIT $3) page', ahead, placed, condition)
           INTO found USING tenant, 2 * way, wanted;
        IF cardinality(found) = wanted THEN
            RETURN QUERY SELECT unnest(found);
            RETURN;
        END IF;
    END IF;
    EXECUTE format('SELECT search_rare_pairs($2, array_agg(search_text)) FROM (
                        (SELECT r.search_text FROM %1$s r WHERE r.tenant_id = $1 ORDER BY r.%2$I LIMIT 100) UNION ALL
                        (SELECT r.search_text FROM %1$s r WHERE r.tenant_id = $1 ORDER BY r.%2$I DESC LIMIT 100)) ends',
                   searched, sort_column) INTO pairs USING tenant, words;
    RETURN QUERY EXECUTE format(
        'WITH hits AS MATERIALIZED (SELECT r.id, r.%1$I FROM %2$s AND %3$s
             AND search_pairs(r.search_text, r.tenant_id) @> $2)
         SELECT id FROM hits r ORDER BY %4$s LIMIT $3', sort_column, ahead, condition, placed)
        USING tenant, search_pairs(coalesce(pairs, ''), tenant), wanted;
END $$
"""

SIGNATURE = "search_rare_pairs(text[], text[])"


def upgrade():
    """Put the new function in the place of the old one; keep the indexes sorted in."""
    op.execute(RARE)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute("GRANT CREATE ON SCHEMA public TO choba_search")
    op.execute(f"ALTER FUNCTION {SIGNATURE} OWNER TO choba_search")
    op.execute("REVOKE CREATE ON SCHEMA public FROM choba_search")
    op.execute(PAGE)
    for table in searched_tables():
        op.execute(f"ALTER INDEX ix_{table}_search SET ({PENDING})")


def downgrade():
    """Put the former function back."""
    for table in searched_tables():
        op.execute(f"ALTER INDEX ix_{table}_search RESET (gin_pending_list_limit)")
    former = import_module("migrations.versions.0009_search").PAGE
    op.execute(former.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    op.execute(f"DROP FUNCTION {SIGNATURE}")
