"""People at the same moment: an application on a cloned database of its own, where commits are real."""

import os
from contextlib import contextmanager

from app.access.users.queries import actor_of
from app.config import Config
from app.factory import create_app
from app.kernel import context, tenancy
from app.kernel.db import db
from tests.support.people import People


@contextmanager
def application_elsewhere(fresh_database, name):
    """The application with the cast on a fresh database; its connections are closed at the end."""
    before = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = fresh_database(f"{name}_{os.getpid()}")
    try:
        app = create_app(Config.from_environment())
    finally:
        os.environ["DATABASE_URL"] = before
    with app.app_context():
        People(db).settle()
        db.session.remove()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@contextmanager
def transaction(app, person):
    """One request of `person`: committed at the end, rolled back when refused."""
    with app.app_context():
        tenancy.enter(person.tenant_id)
        context.set_actor(actor_of(person.user_id))
        try:
            yield context.actor()
            db.session.commit()
        finally:
            db.session.remove()
            context.set_tenant(None)
            context.set_actor(None)
