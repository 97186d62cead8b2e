"""People at the same moment: an application on a cloned database of its own, where commits are real."""

import os
import threading
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


def race(*works):
    """Run `(context manager, function)` at once, each function inside its own, with what that gives.

    Returns each one's outcome: `done`, or the class of its refusal.
    """
    start, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def work(place, entering, function):
        try:
            with entering as entered:
                start.wait(10)
                function(entered)
            outcomes[place] = "done"
        except Exception as error:  # noqa: BLE001 -- every outcome is compared by the test
            outcomes[place] = type(error)

    threads = [threading.Thread(target=work, args=(place, *one)) for place, one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes
