"""A live installation: database, queue, web server, worker and clock of its own, and a mail server."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from redis import Redis
from sqlalchemy.engine import make_url

from tests.browser.cast import COMPANIES
from tests.browser.mailbox import Mailbox, free_port
from tests.conftest import Databases

ROOT = Path(__file__).resolve().parents[2]
WEB = "-m granian --interface wsgi --host 127.0.0.1 --port {port} --workers 1 --blocking-threads 4 --no-ws wsgi:app"
COMMANDS = {"worker": "-m app.worker 1", "clock": "-m app.clock", "web": WEB}
QUEUES = range(1, 15)


def until(true, what, timeout=30):
    """Ask `true()` until it says so; its answer. Fails naming `what` after `timeout` seconds."""
    end = time.monotonic() + timeout
    while not (answer := true()):
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not happen within {timeout} s")
        time.sleep(0.1)
    return answer


@contextmanager
def settled(name):
    """A database with the cast and nothing else, of which installations start with a copy; its name."""
    databases = Databases()
    url = databases.clone(name)
    _run("-m tests.browser.settling", os.environ | {"DATABASE_URL": url, "CHOBA_ENV": "test"})
    yield name
    databases.drop(name)


class Installation:
    """Started by `with`; `url` is its address, `mailbox` holds every mail it sent. `settled`: see there."""

    def __init__(self, name, folder, settled):
        self.name, self.folder, self.settled, self.mailbox = name, folder, settled, Mailbox()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.databases, self.processes = Databases(), []

    def __enter__(self):
        with ExitStack() as undoing:
            self.database_url = self.databases.clone(self.name, of=self.settled)
            undoing.callback(self.databases.drop, self.name)
            self.redis_url, queue = _own_queue()
            undoing.callback(queue.close)
            undoing.callback(queue.flushdb)
            self.mailbox.start()
            undoing.callback(self.mailbox.stop)
            undoing.callback(self._stop)
            for name, command in COMMANDS.items():
                self._start(name, command.format(port=self.port))
            until(self._up, "the start of the installation", 90)
            self._undoing = undoing.pop_all()
        return self

    def __exit__(self, *_):
        self._undoing.close()

    def _stop(self):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def run(self, command):
        """Run `python <command>` in this installation to its end; its output. Fails when it fails."""
        return _run(command, self.environment)

    def sql(self, tenant, statement, *values):
        """What only a test may do: change rows of `tenant` (slug) behind the product's back."""
        url = make_url(self.database_url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url) as connection:
            found = connection.execute("SELECT id FROM tenants WHERE slug = %s", [tenant]).fetchone()
            connection.execute(f"SET LOCAL choba.tenant_id = '{found[0]}'")
            answer = connection.execute(statement, values)
            return answer.fetchall() if answer.description else []

    @property
    def environment(self):
        """What the processes get."""
        return os.environ | {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "STORAGE_URL": f"file://{self.folder / 'files'}",
            "SMTP_URL": self.mailbox.url,
            "CHOBA_BASE_URL": self.url,
            "CHOBA_ENV": "test",
        }

    def _start(self, name, command):
        log = (self.folder / f"{name}.log").open("w")
        with log:
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, *command.split()], cwd=ROOT, env=self.environment, stdout=log,
                    stderr=subprocess.STDOUT, start_new_session=True,
                )
            )  # fmt: skip

    def _up(self):
        assert all(one.poll() is None for one in self.processes), self.logs()
        try:
            with urllib.request.urlopen(self.url + "/up", timeout=5) as answer:
                return json.load(answer)["ok"]
        except (urllib.error.URLError, OSError):
            return False

    def logs(self):
        """The ends of the processes' logs and the jobs that are not done, for a failure's report."""
        said = [f"--- {log.name}\n{log.read_text()[-3000:]}" for log in self.folder.glob("*.log")]
        with suppress(psycopg.Error):
            for tenant in COMPANIES:
                said += [str(row) for row in self.sql(tenant, "SELECT * FROM jobs WHERE state <> 'done'")]
        return "\n".join(said)


def _run(command, environment):
    done = subprocess.run(
        [sys.executable, *command.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _own_queue():
    """A database of the test server that no other installation uses, emptied."""
    base = urlsplit(os.environ["REDIS_URL"])
    for number in QUEUES:
        url = base._replace(path=f"/{number}").geturl()
        queue = Redis.from_url(url)
        if queue.set("choba:browser-tests", "1", nx=True, ex=900):
            return url, queue
        queue.close()
    raise AssertionError("every queue of the test server is in use; wait a little or restart it")
