"""Whatever names a partner or a person goes along when they are merged, or says that it stays (kit/holding.py)."""

import pytest

from app.factory import load_packages
from app.kernel.db import db
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.holding import KEPT
from app.records.moves.parts import parts_of

MOVED = {"partner": "partners", "person": "persons"}
"""Record types that are merged, and their tables."""
LOGICAL = ("partner_id", "person_id")
"""Names that a column without a foreign key gives away."""


def naming(tables):
    """`{(table, column)}` of the columns that name a partner or a person."""
    found = set()
    for table in tables:
        for key in table.foreign_key_constraints:
            if key.referred_table.name in MOVED.values():
                found |= {(table.name, one.name) for one in key.columns if one.name != "tenant_id"}
        if table.info.get("tenancy") == "tenant":  # elsewhere the names mean other things
            found |= {(table.name, name) for name in LOGICAL if name in table.c}
    return found


def forgotten(tables):
    """Those of them that nobody said anything about."""
    held = {
        (one.model.__tablename__, one.column)
        for name in MOVED
        for part in parts_of(RECORD_TYPES[name])
        for one in part.holdings
    }
    return sorted(naming(tables) - held - set(KEPT))


@pytest.fixture(autouse=True)
def loaded(inside, cast):
    load_packages()
    with inside(cast.system_admin):
        yield


def test_nothing_that_names_a_partner_or_a_person_is_forgotten_when_they_are_merged():
    assert forgotten(db.metadata.sorted_tables) == [], (
        "say hold(…) beside the noun when its rows go over to the record that stays, keep(…) when they go on naming "
        "the one they were made with (app/records/kit/holding.py)"
    )


def test_a_table_that_says_nothing_is_found():
    planted = db.Table(
        "planted_sales",
        db.MetaData(),
        db.Column("tenant_id", db.Uuid),
        db.Column("partner_id", db.Uuid),
        db.Column("note", db.Text),
        info={"tenancy": "tenant"},
    )
    assert forgotten([planted]) == [("planted_sales", "partner_id")]


def test_what_is_kept_is_still_there():
    assert [one for one in KEPT if one[1] not in db.metadata.tables[one[0]].c] == []
