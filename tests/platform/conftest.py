"""Work that is really committed, a queue of our own, jobs that exist for one test."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy.engine import make_url

from app.kernel import context, tenancy
from app.kernel.db import db
from app.platform.jobs import bell
from app.platform.jobs.registry import job, registered
from tests.support.people import fixed_id

WRITTEN = "jobs, job_bell, mails, notifications, number_counters, number_series, audit_entries, stored_files"
TRIAL = "platform.trial.run"


@pytest.fixture
def committed(app):
    """For what needs several connections: everything is really committed, and emptied afterwards."""
    db.session.remove()
    context.set_tenant(None)
    context.set_actor(None)
    yield
    db.session.remove()
    context.set_tenant(None)
    owner = make_url(os.environ["DATABASE_OWNER_URL"]).set(
        drivername="postgresql", database=make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database
    )
    with psycopg.connect(owner.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"TRUNCATE {WRITTEN} CASCADE")


@pytest.fixture
def at_yamada(committed):
    """`with at_yamada():` a transaction of that tenant, committed at the end."""

    @contextmanager
    def working():
        with tenancy.entered(fixed_id("yamada")):
            yield db.session
            db.session.commit()

    return working


@pytest.fixture
def trial():
    """`trial(function, **options)` registers a job for this test; returns its name."""

    def register(function, **options):
        job(TRIAL, **options)(function)
        return TRIAL

    yield register
    registered.pop(TRIAL, None)


@pytest.fixture
def valkey():
    """A Valkey database that nobody else uses, empty; the bell rings there."""
    url = os.environ["REDIS_URL"]
    number = 9 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    connection = bell.connect(urlsplit(url)._replace(path=f"/{number}").geturl())
    connection.flushdb()
    yield connection
    connection.flushdb()
    bell.connect(url)
