"""Reading a source tree: which files there are, and their syntax, each parsed once."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

VIEW_METHODS = {"get", "post", "put", "patch", "delete", "route"}


def files(root, folder, *patterns):
    """Yield `(path relative to root, Path)` below `root/folder`, vendored and compiled files left out."""
    for pattern in patterns:
        for path in sorted((root / folder).rglob(pattern)):
            parts = path.relative_to(root).parts
            if path.is_file() and not {"vendor", "__pycache__", "node_modules"} & set(parts):
                yield path.relative_to(root).as_posix(), path


def text(path):
    """Return a file's text."""
    return path.read_text(encoding="utf-8")


@cache
def _parsed(path, changed_at):
    return ast.parse(text(path), str(path))


def syntax(path):
    """Return the syntax tree of a Python file (parsed once per version of the file)."""
    return _parsed(path, path.stat().st_mtime_ns)


def python(root, *folders):
    """Yield `(relative path, syntax tree)` of the Python files in the folders that exist."""
    for folder in folders:
        for name, path in files(root, folder, "*.py"):
            yield name, syntax(path)


def functions(tree):
    """Yield every function and method of a syntax tree, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def dotted(node):
    """Return `a.b.c` for a chain of names and attributes, calls looked through; '' for anything else."""
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def calls(tree, *names):
    """Yield the calls whose function ends in one of the dotted names (`now` also matches `dt.now`)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            if any(name == wanted or name.endswith("." + wanted) for wanted in names):
                yield node


def is_view_module(name):
    """Tell whether a relative path is a view module: `views.py` or a file in `views/`."""
    return name.startswith("app/") and (name.endswith("/views.py") or "/views/" in name)


def is_view(function):
    """Tell whether a function is bound to a URL by a blueprint's decorator (`@bp.get(...)`)."""
    return any(
        isinstance(d, ast.Call) and isinstance(d.func, ast.Attribute) and d.func.attr in VIEW_METHODS
        for d in function.decorator_list
    )


def length(function):
    """Return the lines of a function, signature included, decorators and docstring left out."""
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is not None:
        lines -= function.body[0].end_lineno - function.body[0].lineno + 1
    return lines
