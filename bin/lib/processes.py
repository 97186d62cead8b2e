"""Looking at and ending processes, and tying a child's life to its parent's."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
MARK = "CHOBA_INSTANCE"


def spawn_tied(command: list, number: int, **arguments: object) -> subprocess.Popen:
    """`Popen(command, …)` in a session of its own; it gets signal `number` when we die (Linux only)."""
    tie = _dying_with_parent(number)
    # The keeper has a second thread when it comes here; that one sleeps in the kernel and holds no lock.
    return subprocess.Popen(command, start_new_session=True, preexec_fn=tie, **arguments)  # noqa: PLW1509


def _dying_with_parent(number: int) -> Callable[[], None]:
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return lambda: None
    parent = os.getpid()

    def tie() -> None:
        prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # it died before we were tied
            os._exit(1)

    return tie


def finish(command: list, **arguments: object) -> subprocess.CompletedProcess:
    """Run `command` to its end; whoever calls looks at the exit code."""
    return subprocess.run(command, check=False, **arguments)


def all_processes() -> Iterator[int]:
    """Ids of the processes this system shows."""
    for entry in Path("/proc").glob("[0-9]*"):
        yield int(entry.name)


def is_alive(pid: int) -> bool:
    """Whether `pid` still does something: a zombie, which `kill(pid, 0)` takes for alive, does not."""
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def working_in(folder: Path, name: str) -> list[int]:
    """Living processes called `name` whose current folder is `folder`: a server on that data."""
    found = []
    for pid in all_processes():
        with suppress(OSError):
            if Path(f"/proc/{pid}/comm").read_text().strip() == name and is_alive(pid):
                if Path(f"/proc/{pid}/cwd").readlink() == folder:
                    found.append(pid)
    return found


def marked_with(instance: Path) -> list[int]:
    """Living processes of the application that were started for the data folder `instance`."""
    mark = f"{MARK}={instance}".encode()
    found = []
    for pid in all_processes():
        with suppress(OSError):
            if mark in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0") and is_alive(pid):
                found.append(pid)
    return [pid for pid in found if pid not in own_line()]


def own_line() -> set[int]:
    """This process and all its ancestors, who must never be ended by it."""
    line, pid = set(), os.getpid()
    while pid > 1:
        line.add(pid)
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            break
    return line


def end(pids: list[int], *, first: int = signal.SIGTERM, patience: float = 5.0) -> None:
    """Ask `pids` to stop with signal `first`, and insist after `patience` seconds."""
    for number, seconds in ((first, patience), (signal.SIGKILL, 5.0)):
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        pids = wait_for_end(pids, seconds)
        if not pids:
            return


def wait_for_end(pids: list[int], seconds: float) -> list[int]:
    """Wait until all of `pids` are gone or `seconds` have passed; those that are left."""
    limit = time.monotonic() + seconds
    while (left := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < limit:
        time.sleep(0.02)
    return left
