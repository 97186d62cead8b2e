"""bin/lint: the formatter, the linter, the import contracts. All of them run, even after a failure."""

import os

from lib.packages import install
from lib.places import ROOT, VENV
from lib.processes import finish


def main(arguments: list[str]) -> int:
    """0 when all are content. `--fix` lets ruff repair what it can first."""
    install(dev=True)
    scripts = sorted(str(path) for path in (ROOT / "bin").iterdir() if path.is_file())
    places = [".", *scripts]
    steps = [
        ["ruff", "check", "--quiet", *places],
        ["ruff", "format", "--check", "--quiet", *places],
        ["lint-imports"],
    ]
    if arguments == ["--fix"]:
        steps[:2] = [["ruff", "check", "--fix", *places], ["ruff", "format", *places]]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    # As modules: the scripts in .venv/bin stop working when the checkout is moved.
    results = [finish(_as_module(step), cwd=ROOT, env=env).returncode for step in steps]
    return 1 if any(results) else 0


def _as_module(step: list[str]) -> list[str]:
    python = str(VENV / "bin" / "python")
    if step[0] == "ruff":
        return [python, "-m", *step]
    return [python, "-c", "from importlinter.cli import lint_imports_command as run; run()", *step[1:]]
