"""A worker dies in the middle of an import: none of its rows are there; afterwards all are, once."""

import io

import pytest

from app.masters.products.record import PRODUCT
from app.records.imports import operations
from tests.faults.conftest import soon
from tests.support.people import Person

pytestmark = pytest.mark.xdist_group("faults")
ROWS = 15_000


def a_file():
    lines = [f"P-{number:06},六角ボルト {number},10%" for number in range(ROWS)]
    return "\r\n".join(["商品コード,商品名,税率", *lines]).encode("cp932")


def test_killed_twice_the_import_is_complete_and_nothing_is_there_twice(installation):
    with installation.inside(Person("yamada", "master_admin")) as session:
        made = operations.upload(PRODUCT, io.BytesIO(a_file()), "商品.csv")
        session.flush()
        operations.start(PRODUCT, made)
    for attempt in (1, 2):
        installation.start("worker")
        soon(lambda number=attempt: under_way(installation, number), "rows go in")
        installation.kill()
        assert installation.ask("SELECT count(*) FROM products") == [(0,)]
        assert installation.ask("SELECT state FROM imports") == [("pending",)]
        assert installation.states() == {"running": 1}
        installation.later(121)
    installation.start("worker")
    soon(lambda: installation.states() == {"done": 1}, "the import is done")
    assert installation.ask("SELECT count(*), count(DISTINCT code) FROM products") == [(ROWS, ROWS)]
    [(state, counts)] = installation.ask("SELECT state, counts FROM imports")
    assert (state, counts["created"], counts["refused"]) == ("done", ROWS, 0)
    assert installation.ask("SELECT attempts FROM jobs") == [(3,)]
    assert installation.ask("SELECT count(*) FROM job_bell") == [(0,)]
    own = "verb !~ '^(roles|phase)'"  # the worker brings roles to the release when it starts
    written = (
        f"SELECT split_part(verb, '.', 2), count(*) FROM audit_entries WHERE {own} GROUP BY 1 ORDER BY 1"
    )
    assert installation.ask(written) == [("created", ROWS), ("import_finished", 1), ("import_started", 1)]


def under_way(installation, attempt):
    [(state, done, attempts)] = installation.ask("SELECT state, progress_done, attempts FROM jobs")
    assert state != "done", "the file is too small for this test"
    return state == "running" and attempts == attempt and 0 < done < ROWS
