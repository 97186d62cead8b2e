"""Migrations are numbered, single-headed and can be undone."""

import pytest

from tests.conventions.checks import migrations, tree
from tests.support.planted import plant


def migration(number, before, back="    drop()"):
    head = f"revision = {number!r}\ndown_revision = {before!r}\n"
    return f"{head}\ndef upgrade():\n    add()\n\ndef downgrade():\n{back}\n"


FIRST, SECOND = "migrations/versions/0001_platform.py", "migrations/versions/0002_add_rfqs.py"
GOOD = {FIRST: migration("0001", None), SECOND: migration("0002", "0001"), "migrations/HEAD": "0002\n"}


def test_the_migrations_are_in_order():
    assert migrations.violations(tree.ROOT) == []


def test_an_honest_row_of_migrations_is_accepted(tmp_path):
    assert migrations.violations(plant(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    "files, said",
    [
        ({"migrations/versions/abc.py": ""}, "abc.py: a migration is called NNNN_what_it_does.py"),
        ({SECOND: migration("0003", "0001")}, "revision is '0003'; the file says '0002'"),
        ({SECOND: migration("0002", None)}, "down_revision is None; it follows '0001'"),
        ({SECOND: migration("0002", "0001", "    pass")}, "downgrade() does nothing"),
        ({"migrations/HEAD": "0001\n"}, "migrations/HEAD: says '0001'; write '0002'"),
    ],
)
def test_a_planted_disorder_is_reported(tmp_path, files, said):
    [found] = migrations.violations(plant(tmp_path, GOOD | files))
    assert said in found


def test_two_migrations_with_one_number_are_reported(tmp_path):
    twin = {"migrations/versions/0002_add_orders.py": migration("0002", "0001")}
    found = migrations.violations(plant(tmp_path, GOOD | twin))
    assert "0002_add_rfqs.py: the next number is 0003; renumber the newer of the two" in found[0]


def test_a_way_back_may_be_refused_with_a_reason(tmp_path):
    refused = migration("0002", "0001", '    """The old column was never read."""\n    pass')
    assert migrations.violations(plant(tmp_path, GOOD | {SECOND: refused})) == []
