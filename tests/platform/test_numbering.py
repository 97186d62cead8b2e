"""採番 (procurement §3): formats, scopes, and numbers without or with holes."""

import datetime as dt
import threading
import time

import pytest
from sqlalchemy import text

from app.kernel import tenancy
from app.kernel.clock import frozen
from app.kernel.db import db
from app.records.numbering import SERIES, series, take
from app.records.numbering.model import NumberSeries
from tests.support.people import fixed_id

YAMADA = fixed_id("yamada")
DAY = dt.date(2026, 11, 21)


@pytest.fixture
def declared():
    """`declared(format, **options)` declares a series for this test."""

    def declare(form="T-{SEQ:5}", **options):
        return series("trial", form, **options)

    yield declare
    SERIES.pop("trial", None)


@pytest.mark.parametrize(
    "form, number",
    [
        ("RQ-{YY}{MM}-{SEQ:5}", "RQ-2611-00001"),
        ("PO-{YYYY}-{SEQ:3}", "PO-2026-001"),
        ("{FY}/{DEPT}/{SEQ:4}", "2026/100/0001"),
        ("{SEQ:6}", "000001"),
    ],
)
def test_a_number_is_written_as_its_format_says(declared, inside, cast, form, number):
    with inside(cast.buyer):
        assert take(declared(form), department="100", on=DAY) == number


@pytest.mark.parametrize(
    "scope, numbers",
    [
        ("none", [1, 2, 3, 4, 5]),
        ("month", [1, 2, 1, 1, 1]),
        ("year", [1, 2, 3, 1, 2]),
        ("fiscal_year", [1, 2, 3, 4, 1]),
    ],
)
def test_a_series_starts_anew_where_its_scope_ends(declared, inside, cast, scope, numbers):
    days = [DAY, DAY, dt.date(2026, 12, 1), dt.date(2027, 3, 31), dt.date(2027, 4, 1)]
    with inside(cast.buyer):
        taken = [int(take(declared("{SEQ:1}", scope=scope), on=day)) for day in days]
    assert taken == numbers


def test_departments_count_apart(declared, inside, cast):
    with inside(cast.buyer):
        kind = declared("{DEPT}-{SEQ:2}", scope="department")
        taken = [take(kind, department=code, on=DAY) for code in ("100", "200", "100")]
    assert taken == ["100-01", "200-01", "100-02"]


def test_the_fiscal_year_begins_where_the_company_says(declared, inside, cast):
    with inside(cast.buyer):
        assert take(declared("{FY}"), on=dt.date(2027, 3, 31)) == "2026"
        assert take("trial", on=dt.date(2027, 3, 31), fiscal_year_start=1) == "2027"


def test_the_month_is_that_of_japan(declared, inside, cast):
    with inside(cast.buyer), frozen(dt.datetime(2026, 11, 30, 15, 0, tzinfo=dt.UTC)):
        assert take(declared("{MM}")) == "12"


def test_a_tenants_own_format_goes_before_the_default_and_touches_nobody_else(declared, inside, cast):
    kind = declared("T-{SEQ:5}")
    with inside(cast.buyer):
        db.session.add(NumberSeries(document=kind, format="山田-{SEQ:3}", scope="none"))
        db.session.flush()
        assert take(kind, on=DAY) == "山田-001"
    with inside(cast.kanda.supplier_user):
        assert take(kind, on=DAY) == "T-00001"


def test_a_number_more_than_its_places_is_not_cut_off(declared, inside, cast):
    with inside(cast.buyer):
        kind = declared("{SEQ:1}")
        assert [take(kind, on=DAY) for _ in range(11)][-1] == "11"


def test_gapless_a_rollback_gives_the_number_back(declared, at_yamada):
    kind = declared("{SEQ:1}", gapless=True)
    with at_yamada() as session:
        assert take(kind, on=DAY) == "1"
    with at_yamada() as session:
        assert take(kind, on=DAY) == "2"
        session.rollback()
    with at_yamada():
        assert take(kind, on=DAY) == "2"


def test_gapped_a_rollback_leaves_a_hole(declared, at_yamada):
    kind = declared("{SEQ:1}", gapless=False)
    with at_yamada() as session:
        assert take(kind, on=DAY) == "1"
        session.rollback()
    with at_yamada():
        assert take(kind, on=DAY) == "2"


def second_taker(app, kind, taken):
    """Another connection that takes a number and commits."""

    def work():
        with app.app_context(), tenancy.entered(YAMADA):
            taken.append(take(kind, on=DAY))
            db.session.commit()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def waits_for_a_lock():
    """True once some connection of this database waits for another one."""
    for _ in range(200):
        with db.engine.connect() as connection:
            if connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("kept, second", [(True, "3"), (False, "2")])
def test_gapless_takers_wait_for_each_other(app, declared, at_yamada, kept, second):
    kind, taken = declared("{SEQ:1}", gapless=True), []
    with at_yamada():
        take(kind, on=DAY)
    with at_yamada() as session:
        assert take(kind, on=DAY) == "2"
        thread = second_taker(app, kind, taken)
        assert waits_for_a_lock()
        assert taken == []
        if not kept:
            session.rollback()
    thread.join(10)
    assert taken == [second]


def test_gapped_takers_never_wait(app, declared, at_yamada):
    kind, taken = declared("{SEQ:1}", gapless=False), []
    with at_yamada():
        assert take(kind, on=DAY) == "1"
        thread = second_taker(app, kind, taken)
        thread.join(10)
        assert taken == ["2"]
