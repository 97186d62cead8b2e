"""Locks that the kernel lets go of when their holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType


class Lock:
    """An advisory lock on one file; shared by many or exclusive to one."""

    def __init__(self, path: Path):
        self.path = path
        self.descriptor: int | None = None

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take the lock; True when it is held now, False when it was busy and `wait` is off."""
        if self.descriptor is None:
            self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self.descriptor, kind | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            self.free()
            return False
        return True

    def free(self) -> None:
        """Let go; harmless when not held."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def is_busy(self, *, shared: bool = False) -> bool:
        """Whether taking it now would have to wait."""
        probe = Lock(self.path)
        taken = probe.take(shared=shared, wait=False)
        probe.free()
        return not taken

    def take_within(self, seconds: float) -> bool:
        """Take it exclusively, giving up after `seconds`."""
        end = time.monotonic() + seconds
        while not self.take(wait=False):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def __enter__(self) -> "Lock":
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.free()
