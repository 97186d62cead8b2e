"""How long a file, function, template or script may be."""

from tests.conventions.checks import tree
from tests.conventions.exceptions import OVER_BUDGET

PYTHON_FILE = 300
FUNCTION = 50
VIEW_MODULE = 120
VIEW = 15
TEMPLATE = 150
PARTIAL = 60
BEHAVIOUR = 60
LARGE_BEHAVIOURS = {"grid.js": 300, "offline.js": 300}
STYLESHEET = 300

ADVICE = {
    "file": "split it by subject: one capability, one adjective, one file",
    "function": "name the steps and give each its own function",
    "view module": "give each resource its own file in views/",
    "view": "find within reach, check, one verb, answer; a fifth move is a verb of the model",
    "template": "a page this long hides a partial",
    "partial": "split the partial, or make a component with slots",
    "behaviour": "one behaviour per file; what is left over belongs to the server",
    "stylesheet": "one subject per file, one @layer",
}


def violations(root, exceptions=None):
    """Return the files and functions over their budget, and the exceptions that are no longer needed."""
    allowed = OVER_BUDGET if exceptions is None else exceptions
    measured = list(_measures(root))
    found = [
        f"{name}: {lines} lines; a {kind} has at most {budget} ({ADVICE[kind]})"
        for name, kind, lines, budget in measured
        if lines > allowed.get(name, budget)
    ]
    return found + list(_stale(allowed, measured))


def _stale(allowed, measured):
    sizes = {name: (lines, budget) for name, _kind, lines, budget in measured}
    for name, limit in allowed.items():
        lines, budget = sizes.get(name, (0, 1))
        if lines <= budget:
            yield f"{name}: within its budget now; take it out of OVER_BUDGET"
        elif lines < limit:
            yield f"{name}: shrank to {lines}; lower its number in OVER_BUDGET from {limit}"


def _measures(root):
    yield from _python(root)
    for name, path in tree.files(root, "templates", "*.html", "*.txt", "*.xml"):
        partial = path.name.startswith("_")
        kind, budget = ("partial", PARTIAL) if partial else ("template", TEMPLATE)
        yield name, kind, _lines(path), budget
    for name, path in tree.files(root, "static", "*.js"):
        yield name, "behaviour", _lines(path), LARGE_BEHAVIOURS.get(path.name, BEHAVIOUR)
    for name, path in tree.files(root, "static", "*.css"):
        yield name, "stylesheet", _lines(path), STYLESHEET


def _python(root):
    for folder in ("app", "tests", "bench", "bin"):
        for name, path in tree.files(root, folder, "*.py"):
            views = tree.is_view_module(name)
            kind, budget = ("view module", VIEW_MODULE) if views else ("file", PYTHON_FILE)
            yield name, kind, _lines(path), budget
            for function in tree.functions(tree.syntax(path)):
                bound = views and tree.is_view(function)
                kind, budget = ("view", VIEW) if bound else ("function", FUNCTION)
                yield f"{name}::{function.name}", kind, tree.length(function), budget


def _lines(path):
    return len(tree.text(path).splitlines())
