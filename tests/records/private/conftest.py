"""An application of its own with a record type whose records can be restricted."""

import os

import pytest

from app.config import Config
from app.factory import create_app
from app.kernel.db import db
from app.records.kit import keeping
from app.records.kit.describing import RECORD_TYPES
from app.records.lists.asking import question_from
from app.records.lists.queries import count, stream
from tests.support import private_records
from tests.support.people import People, fixed_id

BUYING, MAKING = fixed_id("yamada", "organisation", "100"), fixed_id("yamada", "organisation", "200")

LIST = "/yamada/trial-deals"


def user(person):
    """The word of a person."""
    return f"user:{person.user_id}"


def found(kind, inside, person, **arguments):
    """The codes a person finds when they ask so."""
    with inside(person):
        question = question_from(kind, arguments)
        codes = [code for part in stream(kind, question, ["code"]) for (code,) in part]
        assert count(kind, question) == len(codes)
        return codes


@pytest.fixture(scope="module")
def app(fresh_database, tmp_path_factory):
    """As the application of every test, with deals, on a database of its own."""
    before = {name: os.environ.get(name) for name in ("DATABASE_URL", "STORAGE_URL")}
    os.environ["DATABASE_URL"] = fresh_database(f"private_{os.getpid()}")
    os.environ["STORAGE_URL"] = f"file://{tmp_path_factory.mktemp('files')}"
    with private_records.planted() as kind:
        app = create_app(Config.from_environment())
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=True)
        private_records.offer(app, kind)
        with app.app_context():
            private_records.create_table(kind, os.environ["DATABASE_URL"])
            People(db).settle()
            db.session.remove()
            yield app
            db.session.remove()
            db.engine.dispose()
    os.environ.update({name: value for name, value in before.items() if value})


@pytest.fixture
def kind(app):
    """The record type."""
    return RECORD_TYPES["trial_deal"]


@pytest.fixture
def deal(inside, cast, kind):
    """`deal(code, name, to=None, by=None, **values)`: a deal; `to` are the words it is disclosed to."""

    def entered(code, name, to=None, by=None, **values):
        with inside(by or cast.buyer):
            return keeping.enter(kind, {"code": code, "name": name, **values}, disclosed_to=to)

    return entered


@pytest.fixture
def moved(inside, cast):
    """`moved(person, organisation_id)`: the person belongs to that department (None: to none)."""
    from app.access.users.model import User

    def put(person, organisation_id):
        with inside(cast.system_admin):
            db.session.get(User, (person.tenant_id, person.user_id)).organisation_id = organisation_id

    return put
