"""What the launcher decides without starting anything."""

import importlib
import os
import subprocess

import pytest
from lib import outside, processes
from lib.console import Trouble
from lib.credentials import credentials
from lib.environment import embedded_servers
from lib.lease import Lease
from lib.locks import Lock
from lib.packages import _stamp
from lib.start import _reachable

from tests.launch.conftest import ROOT


@pytest.fixture
def caller(monkeypatch):
    """An environment in which the caller has set only what the test says."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_both_servers_are_embedded_when_the_caller_names_none(caller):
    assert embedded_servers() == ["postgres", "valkey"]


def test_servers_that_the_caller_names_are_not_embedded(caller):
    caller.setenv("DATABASE_URL", "postgresql://app@db/choba")
    caller.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/choba")
    assert embedded_servers() == ["valkey"]
    caller.setenv("REDIS_URL", "redis://queue")
    assert embedded_servers() == []


def test_a_database_without_its_owner_is_refused(caller):
    caller.setenv("DATABASE_URL", "postgresql://app@db/choba")
    with pytest.raises(Trouble, match="DATABASE_OWNER_URL is not") as refused:
        embedded_servers()
    assert "docs/running.md" in refused.value.hint


def test_a_lock_is_shared_by_users_and_refused_to_one_who_wants_it_alone(tmp_path):
    first, second, alone = (Lock(tmp_path / "lock") for _ in range(3))
    assert first.take(shared=True)
    assert second.take(shared=True, wait=False)
    assert not alone.take(wait=False)
    first.free()
    second.free()
    assert alone.take(wait=False)
    assert first.is_busy(shared=True)
    alone.free()


def test_a_zombie_is_not_alive():
    child = subprocess.Popen(["true"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not processes.is_alive(child.pid)
    child.wait()


def test_nobody_ends_the_process_that_asks():
    os.environ[processes.MARK] = "here"
    assert os.getpid() in processes.own_line()
    del os.environ[processes.MARK]


def test_other_requirements_ask_for_another_installation(tmp_path):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("a==1\n")
    before = _stamp(requirements)
    requirements.write_text("a==2\n")
    assert _stamp(requirements) != before


@pytest.mark.parametrize(
    "host, reached",
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::1", "[::1]"),
        ("::", "[::1]"),
        ("choba", "choba"),
    ],
)
def test_the_printed_address_can_be_opened(host, reached):
    assert _reachable(host) == reached


def test_a_database_that_does_not_answer_is_named(caller, data):
    caller.setenv("DATABASE_OWNER_URL", "postgresql://owner@127.0.0.1:1/choba")
    caller.setenv("DATABASE_URL", "postgresql://app@127.0.0.1:1/choba")
    with pytest.raises(Trouble, match="^DATABASE_OWNER_URL cannot be used: .*refused"):
        outside.check(Lease(data, ["valkey"]), dict(os.environ))


def test_a_role_above_row_level_security_may_not_serve(caller, data):
    with Lease(data, ["postgres"], throwaway=True) as embedded:
        postgres = embedded.engines["postgres"]
        caller.setenv("DATABASE_OWNER_URL", postgres.url("owner"))
        admin = f"postgresql://postgres:{credentials(data)['admin']}@/choba?host={postgres.sockets}"
        caller.setenv("DATABASE_URL", admin)
        with pytest.raises(Trouble, match="^DATABASE_URL cannot be used: its role may bypass"):
            outside.check(Lease(data, ["valkey"]), dict(os.environ))
        caller.setenv("DATABASE_URL", postgres.url("app"))
        outside.check(Lease(data, ["valkey"]), dict(os.environ))


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "bin").iterdir() if path.is_file()))
def test_every_script_opens_a_door_that_is_there(script):
    words = (ROOT / "bin" / script).read_text()
    module = importlib.import_module(words.split('run("')[1].split('"')[0])
    assert callable(module.main)
    assert os.access(ROOT / "bin" / script, os.X_OK)
