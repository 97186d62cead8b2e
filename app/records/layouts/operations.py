"""Changing how a tenant's records are arranged: always a new version, the old ones stay."""

from sqlalchemy import select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict
from app.platform.audit import record
from app.records.layouts import versions
from app.records.layouts.model import Configuration, ConfigurationRevision


def configure(subject, content, summary, *, version=None, **details):
    """Put `content` in force for `subject` (`record:<name>`, `codes`) as its next version. Returns the Configuration.

    `summary` is a code (`field_added`), `details` its facts. Raises Conflict when `version` was given and somebody
    else has saved since.
    """
    found = session.scalars(
        select(Configuration).where(Configuration.subject == subject).with_for_update()
    ).one_or_none()
    present = found.version if found else 0
    if version is not None and version != present:
        raise Conflict("Somebody else has changed this in the meantime. Look at it again, then save.")
    if found is None:
        found = Configuration(subject=subject, version=0)
        session.add(found)
    found.content, found.version, found.changed_at = content, present + 1, clock.now()
    who = context.actor()
    session.add(
        ConfigurationRevision(
            subject=subject,
            version=found.version,
            content=content,
            summary=summary,
            details=details,
            by_id=who.id,
            by_name=who.name,
            at=clock.now(),
        )
    )
    session.flush()  # the new version is in force for the rest of this transaction
    versions.unsettle()
    record("configuration.changed", found, label=subject, summary=summary, **details)
    return found
