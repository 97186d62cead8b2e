"""bin/test: the suite against real servers of its own, in var/test."""

import os
import subprocess
import sys

from lib import chromium
from lib.environment import environment
from lib.lease import Lease, keep
from lib.packages import install
from lib.places import PYTHON, ROOT, DataFolder

HELP = """\
usage: bin/test [PATH …] [PYTEST OPTIONS …]

Without a path the whole suite runs, two tests at a time; with paths only these, one by one.
CHOBA_TEST_KEEP=1 leaves the servers of var/test running, for quick repeats; bin/servers down stops them.
"""


def main(arguments: list[str]) -> int:
    """Run pytest; its exit code is ours."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(HELP)
        return 0
    install(dev=True)
    data = DataFolder.at("var/test")
    if os.environ.get("CHOBA_TEST_KEEP") == "1":
        keep(data)
    outside = {name: os.environ.pop(name, "") for name in ("STORAGE_URL", "SMTP_URL", "CHOBA_BASE_URL")}
    if any(outside.values()):
        print("Tests use their own storage and mail; the settings in the environment are left out.")
    with Lease(data, ["postgres", "valkey"], throwaway=True) as lease:
        env = environment(lease, mode="test") | chromium.settings() | _compiled(data)
        command = [PYTHON, "-m", "pytest", *_manner(arguments), *arguments]
        return _run(command, env)


def _compiled(data: DataFolder) -> dict[str, str]:
    """Keep what Python compiles, beside the data: tests start a hundred processes, and each would compile Choba anew
    where nothing is kept beside the source.
    """
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(data.path / "compiled")}


def _manner(arguments: list[str]) -> list[str]:
    """Two workers for the whole suite, unless the caller says otherwise."""
    said = any(argument.startswith(("-n", "--numprocesses", "--co", "--pdb")) for argument in arguments)
    return [] if said or _names_a_path(arguments) else ["-n", "2", "--dist", "loadgroup"]


def _names_a_path(arguments: list[str]) -> bool:
    return any(
        (ROOT / argument.split("::")[0]).exists() for argument in arguments if not argument.startswith("-")
    )


def _run(command: list, env: dict[str, str]) -> int:
    """Run to the end; Ctrl-C reaches pytest itself, which then closes what it opened."""
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            print("Stopping …", file=sys.stderr)
