"""Who may import whom: import-linter's contracts, and what it cannot say (another noun's private modules)."""

import ast
import os
import re
import subprocess
import sys

from tests.conventions.checks import tree

PRIVATE = {"views", "forms", "tasks"}
WIRING = ("app/factory", "app/worker", "app/cli", "app/smtp", "app/clock", "app/demo")
SHARED = (["exchange", "answering"], ["trade", "views"])
LABEL_FORMS = ["commerce", "labels", "forms"]
BARE = re.compile(r"\x1b\[[0-9;]*m")


def violations(root, contract=None):
    """Run import-linter with the contracts of `root/pyproject.toml`; return what it says of broken ones."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    options = ["--no-cache", "--no-logo", *(["--contract", contract] if contract else [])]
    environment = {**os.environ, "PYTHONPATH": str(tree.ROOT), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [*command, *options], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    return [BARE.sub("", done.stdout + done.stderr)] if done.returncode else []


def private_imports(root):
    """Return the imports of another noun's views, forms or tasks. The wiring alone may import them."""
    found = []
    for name, syntax in tree.python(root, "app"):
        if name.startswith(WIRING):
            continue
        owner = tuple(name.split("/")[1:3])
        for node, module in _imported(syntax):
            parts = module.split(".")
            home = tuple(parts[1:3])
            if parts[0] == "app" and PRIVATE & set(parts[2:]) and home != owner and not _shared(parts):
                found.append(
                    f"{name}:{node.lineno}: {module} is private to its noun; import its queries or "
                    "operations, or move what both need into a module of its own"
                )
    return found


def _shared(parts):
    # The kits: made to be imported by every noun's views and forms. `answering` holds the forms that the suppliers'
    # portal and the guest pages share; the form of a label is the same for labels of orders and of the converter;
    # `trade.views` is the way into a deal and back that all nouns of trade share.
    return parts[1] in {"web", "records"} or parts[1:3] in SHARED or parts[1:4] == LABEL_FORMS


def _imported(syntax):
    for node in ast.walk(syntax):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)
