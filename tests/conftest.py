"""One template database, each test rolled back, real PostgreSQL and real Valkey. Fixtures that every test may use."""

import hashlib
import os
import time
from pathlib import Path

import psycopg
import pytest
from flask import has_app_context
from flask_babel import force_locale
from psycopg import sql
from sqlalchemy import event
from sqlalchemy.engine import make_url

from app.cli import main as cli
from app.config import Config
from app.factory import create_app
from app.kernel import collecting, context, tenancy
from app.kernel.db import db
from tests.support.people import Cast, People

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items):
    """Say which kind of machine a test needs, by its folder."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


def pytest_collection_finish():
    """All tests and most of the application are loaded; looking through them for garbage was a tenth of a run."""
    collecting.spare()


@pytest.fixture(scope="session")
def fresh_database():
    """`clone(name) -> url of choba_app` of a new copy of the migrated template database."""
    return Databases().clone


class Databases:
    """Makes the template once per state of the migrations, and cheap copies of it."""

    def __init__(self):
        self.app_url = make_url(os.environ["DATABASE_URL"])
        self.owner_url = make_url(os.environ["DATABASE_OWNER_URL"])
        digest = hashlib.sha256()
        postal_codes = ROOT.glob("app/masters/addresses/data/*.gz")
        for file in sorted([*ROOT.glob("migrations/**/*.py"), *postal_codes]):
            digest.update(file.read_bytes())
        self.template = f"choba_template_{digest.hexdigest()[:12]}"
        self._make_template()

    def _connect(self, name="postgres"):
        url = self.owner_url.set(drivername="postgresql", database=name)
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    def _make_template(self):
        with self._connect() as connection:
            connection.execute("SELECT pg_advisory_lock(4242)")
            there = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [self.template]
            ).fetchone()
            if not there:
                making = self.template + "_making"
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(making)))
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
                self._migrate(making)
                connection.execute(
                    sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                        sql.Identifier(making), sql.Identifier(self.template)
                    )
                )

    def _migrate(self, name):
        before = dict(os.environ)
        os.environ["DATABASE_OWNER_URL"] = self._url(self.owner_url, name)
        os.environ["DATABASE_URL"] = self._url(self.app_url, name)
        try:
            cli(["migrate"])
        finally:
            os.environ.clear()
            os.environ.update(before)

    def _url(self, url, name):
        return url.set(database=name).render_as_string(hide_password=False)

    def clone(self, name, of=None):
        """A copy called `choba_<name>`, of the template or of the copy named `of`; an older one is dropped."""
        full, source = f"choba_{name}", f"choba_{of}" if of else self.template
        with self._connect() as connection:
            connection.execute("SELECT pg_advisory_lock(4242)")
            _drop(connection, full)
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(full), sql.Identifier(source))
            )
        return self._url(self.app_url, full)

    def drop(self, name):
        """Drop the copy called `choba_<name>`."""
        with self._connect() as connection:
            _drop(connection, f"choba_{name}")


def _drop(connection, name):
    """Drop a database with whoever is connected; a vacuum at work there is the server's own, and soon over."""
    for _try in range(50):
        try:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{name} could not be dropped")


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """The application on a database of this test process, with its own folder of files and no mail server."""
    databases, name = Databases(), f"run_{os.getpid()}"
    os.environ["DATABASE_URL"] = databases.clone(name)
    os.environ["STORAGE_URL"] = f"file://{tmp_path_factory.mktemp('files')}"
    os.environ.pop("SMTP_URL", None)
    app = create_app(Config.from_environment())
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=True)
    with app.app_context():
        People(db).settle()
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(name)


@pytest.fixture
def rolled_back(app):
    """Everything a test writes is undone: the session joins an outer transaction as a savepoint."""
    from app.access.tenants import queries as tenants
    from app.records.layouts import shaping

    connection = db.engine.connect()
    outer = connection.begin()
    db.session.remove()
    db.session.configure(bind=connection, join_transaction_mode="create_savepoint")
    context.set_tenant(None)
    context.set_actor(None)
    tenants.forget()
    shaping.forget_shapes()
    yield db.session
    db.session.remove()
    db.session.configure(bind=None, join_transaction_mode="conditional_savepoint")
    outer.rollback()
    connection.close()
    context.set_tenant(None)
    context.set_actor(None)


@pytest.fixture
def cast(rolled_back):
    """The fixed cast of people and companies (tests/support/people.py)."""
    return Cast(db)


@pytest.fixture
def client(app, cast):
    """`client(person)`: the page-checking client, signed in as that person (None: a stranger)."""
    from tests.support.page_checker import CheckingClient
    from tests.support.signing_in import signed_in_as

    app.test_client_class = CheckingClient
    return lambda person=None: signed_in_as(app.test_client(), person)


@pytest.fixture
def in_english():
    """Sentences as the code says them, also when another test has left an application in this process."""
    if not has_app_context():
        yield
        return
    with force_locale("en"):
        yield


@pytest.fixture
def statements(app):
    """A list that fills with the SQL statements run while the test looks (for query counts)."""
    seen = []

    def note(connection, cursor, statement, parameters, execution, many):
        if not statement.startswith(("SET LOCAL", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def inside(cast):
    """`inside(person)`: context manager that acts as `person` in their tenant, for verbs on objects."""
    return cast.inside


@pytest.fixture
def run_jobs(app):
    """`run_jobs()`: do every job that is due now, in this process, as the workers would. Returns their names."""
    from app.platform.jobs import running, sweeping
    from app.platform.jobs.model import Job

    def work(limit=200):
        done = []
        for _ in range(limit):
            due = sweeping.due(1)
            if not due:
                return done
            tenant_id, job_id, _queue = due[0]
            running.run(tenant_id, job_id)
            with tenancy.entered(tenant_id):
                done.append(db.session.get(Job, (tenant_id, job_id)).name)
        raise AssertionError("the jobs never end")

    return work
