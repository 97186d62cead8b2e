"""What documents restate is what the code says."""

import pytest

from tests.conventions.checks import documents, tree
from tests.support.planted import plant


def test_documents_are_true():
    assert documents.violations(tree.ROOT) == []


def test_the_style_guide_tells_every_budget():
    assert documents.unsaid(tree.ROOT) == []


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("STYLE.md", "| view | 20 |\n", "STYLE.md: says 20 for a view; checks/budgets.py decides"),
        ("README.md", "See `bin/gone`.", "README.md: bin/gone does not exist; name the present place"),
        ("docs/running.md", "[gone](gone.md)", "docs/running.md: links to gone.md, which does not exist"),
    ],
)
def test_a_planted_untruth_is_reported(tmp_path, name, text, said):
    assert documents.violations(plant(tmp_path, {name: text})) == [said]


def test_true_documents_are_accepted(tmp_path):
    text = "| view | 15 |\n`bin/start` [run](docs/running.md) [there](https://a.example) `app/<noun>/x.py`"
    plant(tmp_path, {"STYLE.md": text, "bin/start": "", "docs/running.md": ""})
    assert documents.violations(tmp_path) == []
