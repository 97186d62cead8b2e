"""bin/start as a person uses it, with the real application: up, twice, after a power cut, down."""

import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from lib.postgres import Postgres
from lib.processes import finish

from tests.launch.conftest import ROOT, connect, everything_on, kill_everything

pytestmark = [pytest.mark.launch, pytest.mark.slow]
OUTSIDE = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "STORAGE_URL", "CHOBA_ENV", "CHOBA_BASE_URL")


class Starter:
    """One `bin/start` on a data folder and a port, its output in a file."""

    def __init__(self, data, port):
        self.data, self.port = data, port
        self.output = data.path / "output.txt"
        self.command = [sys.executable, ROOT / "bin" / "start", "--empty"]
        self.command += ["--data", data.path, "--port", str(port)]
        self.env = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        self.process = None

    def start(self):
        """Start and wait until it prints its address; seconds taken."""
        began = time.monotonic()
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                self.command, env=self.env, stdout=output, stderr=output, start_new_session=True
            )
        while f"runs at http://127.0.0.1:{self.port}" not in self.output.read_text():
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < began + 90, self.output.read_text()
            time.sleep(0.05)
        return time.monotonic() - began

    def again(self):
        """What a second start says, and its exit code."""
        second = finish(self.command, env=self.env, capture_output=True, text=True)
        return second.stdout.strip(), second.returncode

    def stop(self, number=signal.SIGTERM):
        """Ask it to stop as Ctrl-C or a service manager does; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=40)


@pytest.fixture
def starter(data, free_port):
    """A starter whose processes are all gone after the test."""
    made = Starter(data, free_port)
    yield made
    if made.process and made.process.poll() is None:
        made.process.kill()
        made.process.wait()
    kill_everything(data)


def test_one_command_starts_all_says_where_and_stops_all(starter):
    starter.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{starter.port}/up") as answer:
        assert answer.status == 200
    said, code = starter.again()
    assert code == 0
    address = f"http://127.0.0.1:{starter.port}"
    assert said == f"Choba already runs on {starter.data}: {address} (process {starter.process.pid})."
    assert starter.stop(signal.SIGINT) == 0
    assert everything_on(starter.data) == []


def test_after_a_power_cut_it_starts_again_with_every_committed_row(starter):
    starter.start()
    with connect(Postgres(starter.data)) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 7 AS n")
    starter.process.kill()
    kill_everything(starter.data)
    starter.process.wait()
    starter.start()
    with connect(Postgres(starter.data)) as owner:
        assert owner.execute("SELECT n FROM kept").fetchall() == [(7,)]
    assert starter.stop() == 0


def test_when_only_the_starter_is_killed_nothing_is_left_in_the_way(starter):
    starter.start()
    starter.process.kill()
    starter.process.wait()
    starter.start()
    assert starter.stop() == 0
    assert everything_on(starter.data) == []


def test_a_port_in_use_is_said_before_anything_is_started(starter):
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", starter.port))
        other.listen()
        refused = finish(starter.command, env=starter.env, capture_output=True, text=True)
    assert refused.returncode == 1
    assert f"Cannot listen on 127.0.0.1 port {starter.port}" in refused.stderr
    assert everything_on(starter.data) == []
