"""Migrations: numbered without a gap, one head that Git knows, each with a way back."""

import ast
import re

from tests.conventions.checks import tree

FILE = re.compile(r"(?P<number>\d{4})_[a-z0-9]+(_[a-z0-9]+)*\.py")


def violations(root):
    """Return what is wrong with `migrations/versions` and `migrations/HEAD`."""
    folder = root / "migrations" / "versions"
    paths = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
    found, before = [], None
    for expected, path in enumerate(paths, 1):
        name, match = path.relative_to(root).as_posix(), FILE.fullmatch(path.name)
        if not match:
            found.append(f"{name}: a migration is called NNNN_what_it_does.py")
            continue
        number = match["number"]
        if int(number) != expected:
            found.append(f"{name}: the next number is {expected:04}; renumber the newer of the two")
        syntax = tree.syntax(path)
        found += [f"{name}: {problem}" for problem in _chain(syntax, number, before)]
        found += [f"{name}: {problem}" for problem in _way_back(syntax)]
        before = number
    head = root / "migrations" / "HEAD"
    said = tree.text(head).strip() if head.exists() else ""
    if before and said != before:
        found.append(
            f"migrations/HEAD: says {said!r}; write {before!r}, so that two branches conflict in Git"
        )
    return found


def _chain(syntax, number, before):
    values = {
        target.id: node.value.value
        for node in syntax.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
    }
    if values.get("revision") != number:
        yield f"revision is {values.get('revision')!r}; the file says {number!r}"
    if values.get("down_revision") != before:
        yield f"down_revision is {values.get('down_revision')!r}; it follows {before!r}"


def _way_back(syntax):
    functions = {function.name: function for function in tree.functions(syntax)}
    if "upgrade" not in functions:
        yield "has no upgrade()"
    down = functions.get("downgrade")
    if down is None or (isinstance(down.body[-1], ast.Pass) and ast.get_docstring(down) is None):
        yield "downgrade() does nothing; undo upgrade(), or say in its docstring why there is no way back"
