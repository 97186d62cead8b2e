"""The worker process: listens to the queues, runs jobs. `python -m app.worker [processes]`."""

import importlib
import sys
from functools import cache

from rq.worker_pool import WorkerPool
from sqlalchemy.orm import configure_mappers

from app.access.roles.renewing import renew
from app.access.tenants.queries import active_tenants
from app.factory import create_app
from app.kernel import clock, collecting, tenancy
from app.kernel.db import db
from app.kernel.events import publish
from app.platform.jobs import QUEUES, bell, running, sweeping

NIGHT = range(2, 5)
"""Hours of Japan in which old things are put in order."""


@cache
def application():
    """One application a process, made before the first job and with its mappers ready: every job is a process of its
    own that inherits them, and would else spend half a second on them.
    """
    made = create_app()
    configure_mappers()
    collecting.spare()
    return made


def run(tenant_id, job_id):
    """RQ's entry for one job."""
    with application().app_context():
        bell.heartbeat("worker")
        try:
            return running.run(tenant_id, job_id)
        finally:
            db.session.remove()


def sweep():
    """Periodic: ring again for whatever is due and was not heard."""
    with application().app_context():
        bell.heartbeat("worker")
        return sweeping.sweep()


def heartbeat():
    """Periodic: a worker took this, so workers live."""
    with application().app_context():
        bell.heartbeat("worker")


def minute():
    """Periodic: tell every tenant's listeners of `minute.passed` that a minute is over; they only ask for jobs."""
    _tell("minute.passed")


def hour():
    """Periodic: in the small hours tell the listeners of `night.passed`. It is said two or three times a night, so that
    a clock that was away for a while misses none; what they ask for may be done again.
    """
    if is_night(clock.now()):
        _tell("night.passed")


def is_night(moment):
    """Whether `moment` (aware) lies in the small hours of Japan."""
    return moment.astimezone(clock.JST).hour in NIGHT


def _tell(event):
    with application().app_context():
        for tenant_id in active_tenants():
            with tenancy.apart(tenant_id):
                publish(event)
        db.session.remove()


def renew_roles():
    """Give tenants the roles and permissions that came with this release, each in a transaction of its own."""
    for tenant_id in active_tenants():
        with tenancy.apart(tenant_id):
            renew()


def begin():
    """What is done once, before there are workers. Leaves no connection to the database open: every job is a process
    that inherits what is open here, and two of them on one connection would read each other's answers.
    """
    bell.heartbeat("worker")
    renew_roles()
    db.session.remove()
    db.engine.dispose()


def main(processes=2):
    """Serve all queues with `processes` workers until told to stop."""
    with application().app_context():
        begin()
        WorkerPool(list(QUEUES), connection=bell.connection(), num_workers=processes).start(
            burst=False, logging_level="WARNING"
        )


if __name__ == "__main__":
    # Jobs name the module app.worker, which is another one than __main__: started there, every job's process inherits
    # the application that is made already, instead of making one of its own.
    importlib.import_module("app.worker").main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
