"""Versions of an arrangement."""

from sqlalchemy import select

from app.kernel.db import session
from app.records.layouts.model import ConfigurationRevision


def revisions(subject):
    """Select of the versions of a subject, newest first."""
    return (
        select(ConfigurationRevision)
        .where(ConfigurationRevision.subject == subject)
        .order_by(ConfigurationRevision.version.desc())
    )


def latest(subject):
    """The newest version, or None when nothing was ever changed."""
    return session.scalars(revisions(subject).limit(1)).one_or_none()
