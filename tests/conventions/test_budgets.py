"""Files, functions, templates and scripts stay small enough to read at once."""

import pytest

from tests.conventions.checks import budgets, tree
from tests.support.planted import plant

LONG_FUNCTION = "def long():\n" + "    x = 1\n" * budgets.FUNCTION
LONG_VIEW = "@bp.get('/a')\ndef show():\n" + "    x = 1\n" * budgets.VIEW


def test_everything_is_within_its_budget():
    assert budgets.violations(tree.ROOT) == []


@pytest.mark.parametrize(
    "name, text, kind",
    [
        ("app/sales/deals/model.py", "x = 1\n" * (budgets.PYTHON_FILE + 1), "file"),
        ("app/sales/deals/model.py", LONG_FUNCTION, "function"),
        ("app/sales/deals/views.py", "x = 1\n" * (budgets.VIEW_MODULE + 1), "view module"),
        ("app/sales/deals/views/closures.py", LONG_VIEW, "view"),
        ("templates/sales/deals/show.html", "<p>\n" * (budgets.TEMPLATE + 1), "template"),
        ("templates/sales/deals/_row.html", "<p>\n" * (budgets.PARTIAL + 1), "partial"),
        ("static/behaviours/menu.js", "let x\n" * (budgets.BEHAVIOUR + 1), "behaviour"),
        ("static/css/page.css", "a {}\n" * (budgets.STYLESHEET + 1), "stylesheet"),
    ],
)
def test_what_is_over_budget_is_reported(tmp_path, name, text, kind):
    found = budgets.violations(plant(tmp_path, {name: text}), exceptions={})
    assert len(found) == 1
    assert found[0].startswith(name)
    assert f"a {kind} has at most" in found[0]


def test_a_docstring_is_never_what_must_go(tmp_path):
    documented = LONG_VIEW.replace("show():\n", 'show():\n    """Why.\n\n    How.\n    """\n').replace(
        "    x = 1\n", "", 1
    )
    assert budgets.violations(plant(tmp_path, {"app/sales/views.py": documented}), exceptions={}) == []


def test_vendored_scripts_are_not_ours(tmp_path):
    plant(tmp_path, {"static/vendor/htmx/htmx.js": "let x\n" * 1000})
    assert budgets.violations(tmp_path, exceptions={}) == []


def test_the_list_of_exceptions_only_shrinks(tmp_path):
    plant(tmp_path, {"app/a.py": "x = 1\n" * 310, "app/b.py": "x = 1\n"})
    assert budgets.violations(tmp_path, exceptions={"app/a.py": 310}) == []
    assert budgets.violations(tmp_path, exceptions={"app/a.py": 320}) == [
        "app/a.py: shrank to 310; lower its number in OVER_BUDGET from 320"
    ]
    assert budgets.violations(tmp_path, exceptions={"app/a.py": 310, "app/b.py": 400}) == [
        "app/b.py: within its budget now; take it out of OVER_BUDGET"
    ]
