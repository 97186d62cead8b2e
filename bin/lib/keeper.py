"""The process that owns one running server.

    python -m lib.keeper postgres var/test throwaway

It starts the server, starts it again should it die, and stops it when nobody uses it any more:
each user holds a shared lock on `<server>.users.lock`, which the kernel frees however the user
ends, so the keeper simply waits for the exclusive lock. A file `keep` in the data folder makes
it stay. One line of JSON on standard output says that the server is ready, or what is wrong.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from lib import processes
from lib.console import Trouble
from lib.locks import Lock
from lib.places import DataFolder
from lib.postgres import Postgres
from lib.valkey import Valkey

ENGINES = {"postgres": Postgres, "valkey": Valkey}
READY_WITHIN = 60.0  # recovery after a crash replays the log first
LARGEST_LOG = 10 * 2**20
QUICK_DEATHS = 5


class Keeper:
    """One server, kept running while it is used."""

    def __init__(self, engine: Postgres | Valkey):
        self.engine = engine
        self.server: subprocess.Popen | None = None

    def start(self) -> None:
        """Prepare, start, and wait until the server answers. Raises Trouble with the log's end."""
        self.engine.prepare()
        self.server = self.engine.spawn()
        end = time.monotonic() + READY_WITHIN
        while not self.engine.is_ready():
            if self.server.poll() is not None or time.monotonic() > end:
                raise Trouble(f"{self.engine.name} did not start.", _tail(self.engine.log))
            time.sleep(0.02)
        self.engine.complete()

    def start_even_if_damaged(self) -> None:
        """As `start`; a server whose data may be lost is tried once more without its data."""
        try:
            self.start()
        except Trouble:
            if not hasattr(self.engine, "set_aside"):
                raise
            self.stop()
            self.engine.set_aside()
            self.start()

    def watch(self) -> None:
        """Start the server again each time it dies. Raises Trouble when it cannot, or dies too often."""
        deaths: list[float] = []
        while True:
            self.server.wait()
            deaths = [moment for moment in deaths if moment > time.monotonic() - 60] + [time.monotonic()]
            if len(deaths) > QUICK_DEATHS:
                raise Trouble(f"{self.engine.name} keeps dying.", _tail(self.engine.log))
            self.start_even_if_damaged()

    def stop(self) -> None:
        """Stop the server cleanly; insist when it takes longer than twenty seconds."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(self.engine.stop_signal)
            try:
                self.server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                processes.end([self.server.pid], first=signal.SIGQUIT)
        self.engine.tidy()


def wait_until_unused(data: DataFolder, users: Lock) -> None:
    """Return holding `users` exclusively, when the last user has gone and nobody asked to keep."""
    while True:
        users.take()
        if not (data.path / "keep").exists():
            return
        users.free()
        time.sleep(1.0)


def main(name: str, folder: str, manner: str) -> int:
    """Keep the server called `name` of the data folder `folder`; `manner` is lasting or throwaway."""
    data = DataFolder.at(folder)
    engine = ENGINES[name](data, throwaway=manner == "throwaway")
    alone = Lock(data.lock(f"{name}.keeper"))
    if not alone.take_within(30):
        return _answer("Another process keeps this server but does not answer.", "")
    _turn_over(engine.log)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    keeper = Keeper(engine)
    try:
        keeper.start_even_if_damaged()
        _answer("", "")
        threading.Thread(target=_leave_when_unused, args=(data, name), daemon=True).start()
        keeper.watch()
    except Trouble as trouble:
        return _answer(str(trouble), trouble.hint)
    finally:
        keeper.stop()


def _leave_when_unused(data: DataFolder, name: str) -> None:
    users = Lock(data.lock(f"{name}.users"))
    wait_until_unused(data, users)
    signal.pthread_kill(threading.main_thread().ident, signal.SIGTERM)
    threading.Event().wait()  # the lock stays ours until the process ends, so nobody leans on a dying server


def _answer(problem: str, hint: str) -> int:
    """Tell who started us, and let go of the pipe; a later problem goes to the keeper's log."""
    print(json.dumps({"problem": problem, "hint": hint}), flush=True)
    os.dup2(2, 1)
    return 1 if problem else 0


def _turn_over(log: Path) -> None:
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.rename(log.with_suffix(".old"))


def _tail(log: Path) -> str:
    return "\n  ".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else ""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
