"""Jobs: stable names, queues that are listened to, a schedule of things that exist."""

import ast
import importlib
import re

from tests.conventions.checks import tree

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){2,}")
WIRING = ("app/factory", "app/worker", "app/cli", "app/smtp")


def job_violations(registered, queues):
    """Return jobs with a bad name, an unheard queue or a home that their name does not tell."""
    found = []
    for name, kind in sorted(registered.items()):
        module = kind.function.__module__
        if not NAME.fullmatch(name):
            found.append(f"{name}: a job is named package.noun.verb_phrase; the name outlives the module")
        elif not module.startswith(f"app.{name.split('.')[0]}."):
            found.append(f"{name}: lives in {module}; the name starts with its package")
        if not module.endswith((".tasks", "_tasks")) and ".tasks." not in module:
            found.append(f"{name}: lives in {module}; jobs live in their noun's tasks.py")
        if kind.queue not in queues:
            found.append(
                f"{name}: no worker listens to the queue {kind.queue!r}; take one of {', '.join(queues)}"
            )
    return found


def call_violations(root, registered):
    """Return calls for jobs that do not exist, and imports of tasks modules (jobs are asked for by name)."""
    found = []
    for name, syntax in tree.python(root, "app"):
        for node in tree.calls(syntax, "jobs.after_commit", "jobs.at"):
            position = 0 if tree.dotted(node.func).endswith("after_commit") else 1
            wanted = node.args[position] if len(node.args) > position else None
            if isinstance(wanted, ast.Constant) and wanted.value not in registered:
                found.append(
                    f"{name}:{node.lineno}: there is no job {wanted.value!r}; register it in tasks.py"
                )
        if not name.startswith(WIRING):
            found += [
                f"{name}:{line}: imports {module}; ask for a job by name, jobs.after_commit('…')"
                for line, module in _tasks_imported(syntax)
            ]
    return found


def schedule_violations(schedule):
    """Return entries of the schedule that ring for nothing, stand twice or have no period."""
    found, names = [], [entry.name for entry in schedule]
    for entry in schedule:
        module, _, function = entry.path.rpartition(".")
        try:
            there = callable(getattr(importlib.import_module(module), function, None))
        except ImportError:
            there = False
        if not there:
            found.append(f"{entry.name}: {entry.path} does not exist")
        if names.count(entry.name) > 1:
            found.append(f"{entry.name}: stands twice in the schedule")
        if entry.every <= 0:
            found.append(f"{entry.name}: rings every {entry.every} seconds; a period is positive")
    return found


def _tasks_imported(syntax):
    for node in ast.walk(syntax):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("app."):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name) for name in names if "tasks" in name.split(".")[2:])
