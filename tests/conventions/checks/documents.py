"""Documents are true: numbers they restate are the code's, files they name exist."""

import re

from tests.conventions.checks import budgets, tree

ROW = re.compile(r"^\| (?P<what>[a-zA-Z ]+) \| (?P<lines>\d+) \|$", re.MULTILINE)
LIMITS = {
    "Python file": budgets.PYTHON_FILE,
    "function": budgets.FUNCTION,
    "view module": budgets.VIEW_MODULE,
    "view": budgets.VIEW,
    "template": budgets.TEMPLATE,
    "partial": budgets.PARTIAL,
    "behaviour": budgets.BEHAVIOUR,
    "stylesheet": budgets.STYLESHEET,
}
NAMED = re.compile(r"`((?:app|bench|bin|docs|migrations|static|templates|tests)/[\w./-]*[\w/])`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
ELSEWHERE = {"tests/peers", "app/demo", "templates/records"}
"""Places that a document may speak of before they exist."""


def violations(root):
    """Return restated numbers that are wrong, and named or linked files that do not exist."""
    return [
        f"{path.relative_to(root).as_posix()}: {problem}"
        for path in [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
        for problem in (*_numbers(path), *_places(root, path))
    ]


def _numbers(path):
    if path.name == "STYLE.md":
        for row in ROW.finditer(tree.text(path)):
            if LIMITS.get(row["what"]) != int(row["lines"]):
                yield f"says {row['lines']} for a {row['what']}; checks/budgets.py decides"


def _places(root, path):
    for said in NAMED.findall(tree.text(path)):
        if not (root / said).exists() and said.rstrip("/") not in ELSEWHERE:
            yield f"{said} does not exist; name the present place"
    for target in LINK.findall(tree.text(path)):
        if not (path.parent / target).exists():
            yield f"links to {target}, which does not exist"


def unsaid(root):
    """Return the budgets that STYLE.md does not tell."""
    told = {row["what"] for row in ROW.finditer(tree.text(root / "STYLE.md"))}
    return sorted(set(LIMITS) - told)
