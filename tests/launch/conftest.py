"""Data folders of their own for the launcher's tests, and the end of whatever they started there."""

import os
import shutil
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))

from lib import processes  # noqa: E402 -- found only through the line above
from lib.lease import keepers  # noqa: E402 -- as above
from lib.places import DataFolder  # noqa: E402 -- as above
from lib.postgres import Postgres  # noqa: E402 -- as above


@pytest.fixture
def data(tmp_path):
    """An empty data folder, which an own user of the servers cannot walk to when tests run as root."""
    folder = DataFolder.at(tmp_path / "data")
    yield folder
    kill_everything(folder)
    Postgres(folder).tidy()
    shutil.rmtree(folder.path, ignore_errors=True)


@pytest.fixture
def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def everything_on(data):
    """Ids of all living processes that belong to `data`: keepers, servers, web, worker, clock."""
    kept = [pid for name in ("postgres", "valkey") for pid in keepers(name, data) if processes.is_alive(pid)]
    servers = processes.working_in(data.path / "postgres", "postgres")
    servers += processes.working_in(data.path / "valkey", "valkey-server")
    return kept + servers + processes.marked_with(data.path)


def kill_everything(data):
    """What a power cut does to the processes of `data`."""
    pids = everything_on(data)
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    processes.wait_for_end(pids, 5)


def connect(postgres, role="owner"):
    """A connection to the database of `postgres` as `role`."""
    return psycopg.connect(postgres.url(role).replace("+psycopg", ""), autocommit=True)
