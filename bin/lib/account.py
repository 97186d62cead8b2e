"""Whom the two servers run as, and how they reach their programs and their data.

PostgreSQL refuses to run as root. Started by root, both servers run as a system user of their
own; started by an ordinary user they run as that user. The own user may be unable to walk to
the project (a checkout under /root): then the programs are copied to a reachable place, and
the data folder is handed over as an open descriptor, so that the data stays where it belongs.
"""

import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lib.processes import finish

NAME = "choba"
COPIES = Path("/var/lib/choba")


@dataclass(frozen=True)
class Account:
    """A user id and group id; `switches` when that is not who we are."""

    uid: int
    gid: int

    @property
    def switches(self) -> bool:
        """Whether starting a process as this account changes the user."""
        return self.uid != os.geteuid()

    def owns(self, path: Path) -> None:
        """Make this account the owner of `path`, alone."""
        if self.switches:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700)

    def identity(self) -> dict:
        """Arguments for `subprocess` that switch to this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switches else {}

    def reaches(self, path: Path) -> bool:
        """Whether this account can walk to `path`."""
        if not self.switches:
            return True
        return finish(["test", "-x", path], cwd="/", **self.identity()).returncode == 0


def account_for(data: Path) -> Account:
    """The owner of existing server data, else ourselves, else (as root) a user of our own."""
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid)
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    entry = _own_user()
    return Account(entry.pw_uid, entry.pw_gid)


def _own_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        pass
    if shutil.which("useradd"):
        command = ["useradd", "--system", "--no-create-home", "--home-dir", COPIES]
        finish([*command, "--shell", "/usr/sbin/nologin", NAME], capture_output=True)
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return pwd.getpwnam("nobody")


def reachable_copy(account: Account, program: Path, folders: list[Path], label: str) -> Path:
    """`program` itself when `account` can run it, else the same program in a copy of `folders`.

    `folders` share one parent; the copy keeps their names, because libraries are found from
    the program's place. `label` names the version, so that a new one gets a new copy.
    """
    if account.reaches(program):
        return program
    parent = folders[0].parent
    target = COPIES / label
    if not target.exists():
        COPIES.mkdir(parents=True, exist_ok=True, mode=0o755)
        fresh = Path(tempfile.mkdtemp(dir=COPIES))
        for folder in folders:
            shutil.copytree(folder, fresh / folder.name, symlinks=True)
        finish(["chmod", "-R", "a+rX", fresh])
        try:
            fresh.rename(target)
        except OSError:  # somebody else was quicker
            shutil.rmtree(fresh)
    return target / program.relative_to(parent)


@dataclass(frozen=True)
class Handle:
    """A folder as the server names it; `descriptor` keeps it open when the path is out of reach."""

    path: str
    descriptor: int | None = None

    @classmethod
    def on(cls, folder: Path, account: Account) -> "Handle":
        """The plain path where it is reachable, otherwise an open descriptor's name for it."""
        if account.reaches(folder):
            return cls(str(folder))
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        return cls(f"/proc/self/fd/{descriptor}", descriptor)

    def passed(self) -> dict:
        """Arguments for `subprocess` that hand the descriptor on."""
        return {} if self.descriptor is None else {"pass_fds": [self.descriptor]}

    def close(self) -> None:
        """Forget the descriptor once the server has it."""
        if self.descriptor is not None:
            os.close(self.descriptor)
