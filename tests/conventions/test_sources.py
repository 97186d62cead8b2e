"""Habits that a linter does not know: commits, clocks, tenants, names, reasons."""

import pytest

from tests.conventions.checks import sources, tree
from tests.support.planted import plant

MODEL = "app/sales/deals/model.py"


def test_application_code_keeps_the_habits():
    assert sources.violations(tree.ROOT) == []


@pytest.mark.parametrize(
    "name, line, said",
    [
        (MODEL, "from app.kernel.tenancy import acting_for", "acting_for is for app.exchange"),
        (MODEL, "tenancy.acting_for(x)", "acting_for is for app.exchange"),
        (MODEL, "session.commit()", "verbs never commit"),
        (MODEL, "db.session.commit()", "verbs never commit"),
        (MODEL, "print(1)", "structlog instead of print"),
        (MODEL, "datetime.now(UTC)", "ask app.kernel.clock"),
        (MODEL, "dt.datetime.utcnow()", "ask app.kernel.clock"),
        (MODEL, "datetime.date.today()", "ask app.kernel.clock"),
        (MODEL, "requests.get(url)", "give it a timeout"),
        (MODEL, "urllib.request.urlopen(url)", "give it a timeout"),
        (MODEL, "smtplib.SMTP(host)", "give it a timeout"),
        (MODEL, "import a  # noqa", "write `# noqa: CODE -- reason`"),
        (MODEL, "import a  # noqa: F401", "write `# noqa: CODE -- reason`"),
        (MODEL, "import a  # noqa: PLC0415 -- nicer", "a late import has"),
    ],
)
def test_a_broken_habit_is_reported(tmp_path, name, line, said):
    [found] = sources.violations(plant(tmp_path, {name: "\n" + line + "\n"}))
    assert found.startswith(f"{name}:1: ")
    assert said in found


@pytest.mark.parametrize("name", ["app/sales/utils.py", "app/common/deals.py", "tests/sales/helpers.py"])
def test_names_that_say_nothing_are_reported(tmp_path, name):
    [found] = sources.violations(plant(tmp_path, {name: ""}))
    assert found.startswith(f"{name}: ")
    assert "says nothing" in found


@pytest.mark.parametrize(
    "name, line",
    [
        ("app/exchange/posting.py", "from app.kernel.tenancy import acting_for"),
        (MODEL, "person.acting_for"),
        ("app/web/edge.py", "db.session.commit()"),
        ("app/cli.py", "print(1)"),
        ("app/kernel/clock.py", "datetime.now(UTC)"),
        (MODEL, "requests.get(url, timeout=10)"),
        (MODEL, "clock.now()"),
        (MODEL, "import a  # noqa: PLC0415 -- slow import"),
        (MODEL, "import a  # noqa: F401, E402 -- registers its tables"),
    ],
)
def test_what_is_allowed_is_not_reported(tmp_path, name, line):
    assert sources.violations(plant(tmp_path, {name: line})) == []


def test_every_listed_edge_still_commits():
    edges = [name for name in sources.COMMITS if name.endswith(".py") and (tree.ROOT / name).exists()]
    assert [name for name in edges if ".commit()" not in tree.text(tree.ROOT / name)] == []
