"""Doing something on an installation before a journey begins, as somebody of the cast."""

from contextlib import contextmanager

from sqlalchemy import select

from app.access.tenants.model import Tenant
from app.access.users.model import User
from app.access.users.queries import actor_of
from app.factory import create_app
from app.kernel import context, tenancy
from app.kernel.db import session


@contextmanager
def acting_as(person):
    """Inside the application of this process as one of the cast; what was done is committed. Gives their actor."""
    with create_app().app_context():
        tenancy.enter(session.scalar(select(Tenant.id).where(Tenant.slug == person.tenant)))
        user = session.scalars(select(User).where(User.email == person.email)).one()
        context.set_actor(actor_of(user.id))
        yield context.actor()
        session.commit()
