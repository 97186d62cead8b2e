"""Using the servers of a data folder: started when they do not run, stopped after the last user."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from lib.console import Trouble
from lib.keeper import ENGINES
from lib.locks import Lock
from lib.places import ROOT, DataFolder


class Lease:
    """A use of some servers of one data folder, for as long as the `with` block lasts."""

    def __init__(self, data: DataFolder, names: list[str], *, throwaway: bool = False):
        self.data = data
        self.throwaway = throwaway
        self.engines = {name: ENGINES[name](data, throwaway=throwaway) for name in names}
        self.keepers: dict[str, subprocess.Popen | None] = {}
        self.users = {name: Lock(data.lock(f"{name}.users")) for name in names}

    def __enter__(self) -> "Lease":
        try:
            with Lock(self.data.lock("start")):
                self.keepers = {name: self._start(name) for name in self.engines}
                for name, keeper in self.keepers.items():
                    if keeper:
                        self._await(name, keeper)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for users in self.users.values():
            users.free()
        for name in self.engines:
            keeper = self.keepers.get(name)
            if not see_it_end(name, self.data) and keeper:
                keeper.wait()

    def _start(self, name: str) -> subprocess.Popen | None:
        """Become a user of the server; its new keeper when none runs yet."""
        self.users[name].take(shared=True)  # waits while a keeper is stopping it
        while is_kept(name, self.data):  # it may be starting its server again
            if self.engines[name].is_ready():
                return None
            time.sleep(0.05)
        manner = "throwaway" if self.throwaway else "lasting"
        with (self.data.logs / "keeper.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-B", "-m", "lib.keeper", name, str(self.data.path), manner],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
                cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT / "bin")}, start_new_session=True,
            )  # fmt: skip

    def _await(self, name: str, keeper: subprocess.Popen) -> None:
        """Wait for the keeper's one line. Raises Trouble with what it says."""
        with keeper.stdout as said:
            line = said.readline()
        answer = json.loads(line) if line else {"problem": f"{name} did not start.", "hint": ""}
        if answer["problem"]:
            raise Trouble(answer["problem"], answer["hint"] or f"See {self.data.logs}")


def see_it_end(name: str, data: DataFolder) -> bool:
    """Wait until the server has stopped, unless others use it or asked to keep it: then True at once."""
    limit = time.monotonic() + 30
    users = Lock(data.lock(f"{name}.users"))
    while is_kept(name, data) and time.monotonic() < limit:
        if (data.path / "keep").exists() or _has_others(users):
            return True
        time.sleep(0.02)
    return is_kept(name, data)


def is_kept(name: str, data: DataFolder) -> bool:
    """Whether a keeper holds the server now."""
    return Lock(data.lock(f"{name}.keeper")).is_busy()


def _has_others(users: Lock) -> bool:
    """Whether somebody else uses the server; a keeper that is stopping it is nobody's use."""
    return users.is_busy() and not users.is_busy(shared=True)


def keep(data: DataFolder) -> None:
    """Leave the servers of `data` running after their last user has gone."""
    (data.path / "keep").touch()


def let_go(data: DataFolder) -> None:
    """Undo `keep`: the servers stop when nobody uses them."""
    (data.path / "keep").unlink(missing_ok=True)


def stop_keepers(data: DataFolder) -> int:
    """End the keepers of `data`, used or not, and with them the servers; how many there were."""
    let_go(data)
    found = [pid for name in ENGINES for pid in keepers(name, data)]
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    for name in ENGINES:
        Lock(data.lock(f"{name}.keeper")).take_within(30)
    return len(found)


def keepers(name: str, data: DataFolder) -> list[int]:
    """Ids of the keeper processes of one server of `data`."""
    wanted = [b"lib.keeper", name.encode(), str(data.path).encode()]
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = line.read_bytes().split(b"\0")
            if b"lib.keeper" in words and words[words.index(b"lib.keeper") :][:3] == wanted:
                found.append(int(line.parent.name))
    return found
