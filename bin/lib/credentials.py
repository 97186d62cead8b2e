"""Passwords and the secret key of one data folder: made once, readable by its owner only."""

import json
import os
import secrets
from pathlib import Path

from lib.console import Trouble
from lib.locks import Lock
from lib.places import DataFolder

NAMES = ("admin", "owner", "app", "valkey", "secret_key")


def credentials(data: DataFolder) -> dict[str, str]:
    """The passwords of roles `admin`, `owner`, `app` and `valkey`, and `secret_key`."""
    path = data.path / "credentials.json"
    with Lock(data.lock("credentials")):
        known = _read(path)
        if all(name in known for name in NAMES):
            return known
        made = {name: known.get(name) or secrets.token_urlsafe(32) for name in NAMES}
        _write(path, made)
        return made


def _read(path: Path) -> dict[str, str]:
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except PermissionError:
        raise Trouble(
            f"{path.parent} belongs to another user of this machine.",
            "Start as that user, or give a folder of your own: --data DIR",
        ) from None
    except ValueError:
        raise Trouble(f"{path} is damaged.", "Put it back from a backup; the databases need it.") from None


def _write(path: Path, made: dict[str, str]) -> None:
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(made, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
