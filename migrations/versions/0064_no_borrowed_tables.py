"""Functions that read past the policies look for tables in the schema, and never first among temporary ones.

Unless `pg_temp` is named in a search path it is searched before everything in it: whoever sent raw SQL as the
application could put a temporary table in the place of the participants of a deal, and so take part in every one.
"""

from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

EACH = """
    DO $$
    DECLARE one regprocedure;
    BEGIN
        FOR one IN SELECT p.oid FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace LOOP
            EXECUTE format('ALTER FUNCTION %s SET search_path = {path}', one);
        END LOOP;
    END $$"""

# As before, but from the place of an organisation that may itself be found: of others not even that is told.
NAMED = """
CREATE OR REPLACE FUNCTION trade_organisations_named(words text[], kind text, place text, after uuid, most int)
RETURNS SETOF trade_organisations LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT o.* FROM trade_organisations o
    WHERE o.searchable AND o.enabled
      AND NOT EXISTS (SELECT FROM unnest(words) w WHERE strpos(o.search_text, w) = 0)
      AND (kind = '' OR kind = ANY (o.types)) AND (place = '' OR o.prefecture = place)
      AND (after IS NULL OR (o.company_name, o.name, o.id)
           > (SELECT l.company_name, l.name, l.id FROM trade_organisations l
              WHERE l.id = after AND l.searchable AND l.enabled))
    ORDER BY o.company_name, o.name, o.id LIMIT most$$"""


def upgrade():
    """All of them at once."""
    op.execute(NAMED)
    op.execute(EACH.format(path="pg_catalog, public, pg_temp"))


def downgrade():
    """As before; the narrower search by names stays."""
    op.execute(EACH.format(path="pg_catalog, public"))
