"""The environment that every process of the application gets, from what the caller set and what we run."""

import os
from pathlib import Path

from lib.console import Trouble
from lib.credentials import credentials
from lib.lease import Lease
from lib.places import ROOT, VENV, DataFolder


def embedded_servers() -> list[str]:
    """Names of the servers that we have to run because the caller named no other."""
    if os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_OWNER_URL"):
        raise Trouble(
            "DATABASE_URL is set but DATABASE_OWNER_URL is not.",
            "Two roles are needed, one that serves and one that migrates: see docs/running.md.",
        )
    servers = []
    if not os.environ.get("DATABASE_URL"):
        servers.append("postgres")
    if not os.environ.get("REDIS_URL"):
        servers.append("valkey")
    return servers


def environment(lease: Lease, *, mode: str = "", base_url: str = "") -> dict[str, str]:
    """os.environ and the variables of docs/running.md; `mode` fixes CHOBA_ENV."""
    data = lease.data
    made = dict(os.environ) | _addresses(lease)
    embedded = "postgres" in lease.engines
    made["CHOBA_ENV"] = mode or made.get("CHOBA_ENV") or ("development" if embedded else "production")
    made["CHOBA_DATA_DIR"] = str(data.path)
    made.setdefault("CHOBA_SECRET_KEY", credentials(data)["secret_key"])
    made.setdefault("STORAGE_URL", f"file://{_files(data)}")
    if base_url:
        made.setdefault("CHOBA_BASE_URL", base_url)
    made["VIRTUAL_ENV"] = str(VENV)
    made["PATH"] = f"{VENV / 'bin'}{os.pathsep}{made.get('PATH', os.defpath)}"
    made["PYTHONPATH"] = str(ROOT)
    made["PYTHONUNBUFFERED"] = "1"
    return made


def _addresses(lease: Lease) -> dict[str, str]:
    made = {}
    if postgres := lease.engines.get("postgres"):
        made = {"DATABASE_URL": postgres.url("app"), "DATABASE_OWNER_URL": postgres.url("owner")}
    if valkey := lease.engines.get("valkey"):
        made["REDIS_URL"] = valkey.url()
    return made


def _files(data: DataFolder) -> Path:
    data.files.mkdir(mode=0o700, exist_ok=True)
    return data.files
