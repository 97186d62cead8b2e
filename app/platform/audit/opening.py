"""Looking at what is withheld from oneself: only with a permission, only for a while, and never unnoticed."""

import datetime as dt

from sqlalchemy import select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit.model import AuditEntry
from app.platform.audit.recording import record

OPENED = "audit.opened"
LASTS = dt.timedelta(minutes=15)


def open_everything(reason):
    """Note that the actor looks at the whole trail, and why. From now on, for a quarter of an hour, they may."""
    if not reason.strip():
        raise Rejected("Enter the reason.", "reason")
    return record(OPENED, label=context.actor().name, reason=reason.strip()[:500])


def opened_by(actor):
    """Whether the actor has noted a reason within the last quarter of an hour."""
    noted = select(AuditEntry.id).where(
        AuditEntry.actor_id == actor.id, AuditEntry.at > clock.now() - LASTS, AuditEntry.verb == OPENED
    )
    return session.scalars(noted.limit(1)).first() is not None
