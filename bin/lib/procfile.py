"""The processes of the Procfile: started through honcho, watched until /up answers, stopped together."""

import json
import signal
import subprocess
import time
import urllib.error
import urllib.request

from lib import processes
from lib.console import Trouble, say
from lib.places import PYTHON, ROOT, DataFolder

UP_WITHIN = 60.0
HONCHO = [PYTHON, "-m", "honcho", "-e", "/dev/null", "-f", "Procfile", "start"]
RESTARTS_A_MINUTE = 5


class Procfile:
    """Web, worker and clock of one data folder."""

    def __init__(self, data: DataFolder, env: dict[str, str], url: str):
        self.data = data
        self.env = env | {processes.MARK: str(data.path)}
        self.url = url
        self.honcho: subprocess.Popen | None = None

    def start(self) -> None:
        """Start all; returns at once."""
        self.honcho = processes.spawn_tied(
            HONCHO, signal.SIGTERM, cwd=ROOT, env=self.env, stdin=subprocess.DEVNULL
        )

    def wait_until_up(self) -> None:
        """Wait for 200 from /up. Raises Trouble with what /up says is missing."""
        limit, state = time.monotonic() + UP_WITHIN, "no answer"
        while time.monotonic() < limit:
            if self.honcho.poll() is not None:
                raise Trouble("A process ended while starting; its lines above say why.")
            state = _state(f"{self.url}/up")
            if state == "up":
                return
            time.sleep(0.05)
        raise Trouble(f"{self.url}/up did not become ready in {UP_WITHIN:.0f} seconds: {state}")

    def watch(self) -> None:
        """Start all again when one process dies, for as long as that does not happen all the time."""
        ends: list[float] = []
        while True:
            self.honcho.wait()
            ends = [moment for moment in ends if moment > time.monotonic() - 60] + [time.monotonic()]
            if len(ends) > RESTARTS_A_MINUTE:
                raise Trouble("A process keeps ending; its lines above say why.")
            say("A process has ended; starting web, worker and clock again.")
            end_leftovers(self.data)
            self.start()

    def stop(self) -> None:
        """Stop all, first politely."""
        if self.honcho:
            processes.end([self.honcho.pid], patience=10.0)
            self.honcho.wait()
        end_leftovers(self.data)


def end_leftovers(data: DataFolder) -> None:
    """End processes of the application that outlived whoever started them on `data`."""
    left = processes.marked_with(data.path)
    if left:
        processes.end(left, patience=5.0)


def _state(url: str) -> str:
    """`up`, or in a few words why not yet."""
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 -- our own address
            return "up"
    except urllib.error.HTTPError as refused:
        return _missing(refused)
    except OSError:
        return "no answer"


def _missing(refused: urllib.error.HTTPError) -> str:
    try:
        checks = json.loads(refused.read())
        return ", ".join(
            f"{name} {check['state']}" for name, check in checks.items() if name != "ok" and not check["ok"]
        )
    except (ValueError, TypeError, KeyError):
        return f"status {refused.code}"
