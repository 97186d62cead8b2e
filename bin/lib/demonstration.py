"""The demonstration companies: loaded once into an empty database, and who may sign in to them."""

import subprocess
from pathlib import Path

from lib.console import say
from lib.places import PYTHON, ROOT, DataFolder
from lib.processes import finish
from lib.schema import cli


def load_if_empty(data: DataFolder, env: dict[str, str]) -> None:
    """Load the demonstration when there is no tenant yet."""
    if _people(data).exists():
        return
    if finish([PYTHON, "-m", "app.cli", "is-empty"], cwd=ROOT, env=env).returncode:
        return
    say("Loading the demonstration companies …")
    cli("demo", env=env, problem="The demonstration could not be loaded; the lines above say why.")
    remember_people(data, env)


def remember_people(data: DataFolder, env: dict[str, str]) -> None:
    """Keep the list of sign-ins beside the data, so that later starts need not ask for it."""
    made = finish([PYTHON, "-m", "app.cli", "sign-ins"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    if made.returncode == 0:
        _people(data).write_text(made.stdout)


def sign_ins(data: DataFolder) -> str:
    """Who may sign in, as text; empty where no demonstration was loaded."""
    return _people(data).read_text() if _people(data).exists() else ""


def _people(data: DataFolder) -> Path:
    return data.path / "sign-ins.txt"
