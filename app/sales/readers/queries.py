"""The reader of a company."""

from sqlalchemy import select

from app.kernel.db import session
from app.platform.jobs import Job
from app.sales.readers.model import GOOGLE, CardReader


def reader():
    """The CardReader that was set up, or None."""
    return session.scalars(select(CardReader).where(CardReader.service == GOOGLE)).one_or_none()


def sends_out():
    """Whether pictures of cards leave the house."""
    found = reader()
    return found is not None and found.switched_on


def being_checked(found):
    """Whether trying it is under way."""
    asked = select(Job.id).where(Job.subject_id == found.id, Job.state.in_(("pending", "running")))
    return session.scalar(asked.limit(1)) is not None
