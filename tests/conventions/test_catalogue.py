"""PostgreSQL keeps tenants apart by itself; each guarantee is seen missing on a planted table."""

import os

import pytest
from sqlalchemy import Column, MetaData, Table, Uuid, create_engine, text
from sqlalchemy.engine import make_url

from app.kernel.db import db
from tests.conventions.checks import catalogue

POLICY = "tenant_id = current_setting('choba.tenant_id')::uuid"
GOOD = f"""
    CREATE TABLE planted (tenant_id uuid, id uuid, note text, PRIMARY KEY (tenant_id, id));
    ALTER TABLE planted ENABLE ROW LEVEL SECURITY; ALTER TABLE planted FORCE ROW LEVEL SECURITY;
    CREATE POLICY own_tenant ON planted USING ({POLICY}) WITH CHECK ({POLICY});
    GRANT SELECT, INSERT ON planted TO choba_app;
"""
FUNCTION = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
BAD = [
    ("ALTER TABLE planted NO FORCE ROW LEVEL SECURITY", "row-level security is not enabled and forced"),
    ("ALTER TABLE planted DISABLE ROW LEVEL SECURITY", "row-level security is not enabled and forced"),
    ("DROP POLICY own_tenant ON planted", "no policy holds rows to tenant_id"),
    ("CREATE POLICY wide ON planted USING (true)", "policy wide lets more rows through"),
    ("CREATE INDEX ix_note ON planted (note)", "index ix_note starts with note, not tenant_id"),
    ("ALTER TABLE planted ADD UNIQUE (note)", "starts with note, not tenant_id"),
    (
        "ALTER TABLE planted ADD n numeric; CREATE INDEX ix_n ON planted (tenant_id, n)",
        "its = is not leakproof",
    ),
    (
        "ALTER TABLE planted DROP CONSTRAINT planted_pkey, ADD PRIMARY KEY (id)",
        "primary key planted_pkey starts",
    ),
    ("ALTER TABLE planted ADD u uuid UNIQUE REFERENCES other (id)", "reaches other without the tenant"),
    ("GRANT UPDATE ON planted TO choba_app", "choba_app may UPDATE on this immutable table"),
    ("GRANT UPDATE (note) ON planted TO choba_app", "choba_app may UPDATE on this immutable table"),
    ("GRANT DELETE ON planted TO PUBLIC", "choba_app may DELETE on this immutable table"),
    (
        f"{FUNCTION}; CREATE TRIGGER t BEFORE INSERT ON planted FOR EACH ROW EXECUTE FUNCTION f()",
        "planted: trigger t",
    ),
    ("CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'", "g(): SECURITY DEFINER"),
    ("CREATE TABLE forgotten (id uuid)", "forgotten: a table without a model"),
    ("GRANT CREATE ON SCHEMA public TO choba_app", "choba_app: has the power ddl"),
]


@pytest.fixture
def scratch(app):
    """A connection of the owner to this run's database; what it does is rolled back."""
    here = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database
    engine = create_engine(make_url(os.environ["DATABASE_OWNER_URL"]).set(database=here))
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.fixture
def models():
    """The real models, and one planted model of an immutable tenant table."""
    everything = MetaData()
    for table in db.metadata.tables.values():
        table.to_metadata(everything)
    info = {"tenancy": "tenant", "immutable": True}
    Table("planted", everything, Column("tenant_id", Uuid, primary_key=True), info=info)
    Table("other", everything, Column("id", Uuid, primary_key=True), info={"tenancy": "tenant"})
    return everything


def plant(connection, change=""):
    connection.execute(text(GOOD))
    connection.execute(text(GOOD.replace("planted", "other")))
    connection.execute(
        text("CREATE UNIQUE INDEX ux ON other (tenant_id, id); ALTER TABLE other ADD UNIQUE (id)")
    )
    if change:
        connection.execute(text(change))


def test_every_table_says_whose_rows_it_holds(app):
    assert catalogue.declared(db.metadata) == []


def test_a_table_that_does_not_say_is_reported():
    metadata = MetaData()
    Table("planted", metadata, Column("id", Uuid))
    [found] = catalogue.declared(metadata)
    assert found.startswith("planted: say whose rows these are")


def test_the_database_keeps_what_the_models_declare(scratch):
    assert catalogue.violations(scratch, db.metadata) == []


def test_an_honest_table_is_accepted(scratch, models):
    plant(scratch, "ALTER TABLE other DROP CONSTRAINT other_id_key")
    assert catalogue.violations(scratch, models) == []


@pytest.mark.parametrize("change, said", BAD)
def test_a_planted_gap_is_reported(scratch, models, change, said):
    plant(scratch, change)
    honest = "other: index other_id_key starts with id, not tenant_id; use index()"
    found = [one for one in catalogue.violations(scratch, models) if one != honest]
    assert any(said in one for one in found)


def test_a_model_without_a_table_is_reported(scratch, models):
    assert "planted: a model without a migration" in catalogue.violations(scratch, models)
