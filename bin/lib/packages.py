"""The virtual environment: made once, filled again only when the requirements change."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from lib.console import Trouble, say
from lib.locks import Lock
from lib.places import PYTHON, ROOT, VENV
from lib.processes import finish


def install(*, dev: bool = False) -> None:
    """Make .venv with requirements.txt in it, and requirements-dev.txt when `dev`."""
    lists = [ROOT / "requirements.txt"] + ([ROOT / "requirements-dev.txt"] if dev else [])
    if not (ROOT / "requirements.txt").exists():
        raise Trouble("requirements.txt is missing.", "Is this a complete copy of the project?")
    if _is_filled(lists):
        return
    with Lock(ROOT / ".venv.lock"):
        if not _is_filled(lists):
            _make_environment()
            _fill(lists)


def _is_filled(lists: list[Path]) -> bool:
    return _python_runs() and all(_stamp(each).exists() for each in lists)


def _stamp(requirements: Path) -> Path:
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    return VENV / f".{requirements.stem}-{digest}"


def _python_runs() -> bool:
    if not os.access(PYTHON, os.X_OK):
        return False
    return (VENV / "pyvenv.cfg").exists() and PYTHON.resolve().exists()


def _make_environment() -> None:
    if _python_runs():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    say(f"Making .venv with Python {sys.version.split()[0]} …")
    made = finish([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode and not _environment_without_pip() and not _environment_after_apt():
        raise Trouble(
            "Python's venv module does not work here.",
            "On Debian and Ubuntu: apt-get install python3-venv, then start again.\n"
            + made.stdout
            + made.stderr,
        )


def _environment_without_pip() -> bool:
    """Debian splits ensurepip off; the pip of the system, when there is one, can fill the environment."""
    if importlib.util.find_spec("pip") is None:
        return False
    shutil.rmtree(VENV, ignore_errors=True)
    return finish([sys.executable, "-m", "venv", "--without-pip", VENV]).returncode == 0


def _environment_after_apt() -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    say(f"Installing {package} …")
    finish(["apt-get", "update", "-q"], stdout=subprocess.DEVNULL)
    finish(["apt-get", "install", "-q", "-y", package], stdout=subprocess.DEVNULL)
    shutil.rmtree(VENV, ignore_errors=True)
    return finish([sys.executable, "-m", "venv", VENV]).returncode == 0


def _fill(lists: list[Path]) -> None:
    say("Installing packages (a minute or two, only now) …")
    wanted = [argument for each in lists for argument in ("-r", str(each))]
    options = ["--require-hashes", "--quiet", "--no-input", "--disable-pip-version-check"]
    if finish([*_pip(), "install", *options, *wanted], cwd=ROOT).returncode:
        raise Trouble(
            "The packages could not be installed; the lines above say why.",
            "A package index must be reachable (pip's own settings and proxies are honoured).",
        )
    for each in lists:
        for old in VENV.glob(f".{each.stem}-" + "?" * 16):
            old.unlink()
        _stamp(each).touch()


def _pip() -> list[str]:
    inside = finish([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    return [str(PYTHON), "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
