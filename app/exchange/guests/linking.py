"""Secret links to one case. Only a hash of the secret is kept; a link ends by itself and can be withdrawn."""

import datetime as dt
import hashlib
import secrets

from sqlalchemy import select, update

from app.exchange.guests.model import GuestLink
from app.kernel import clock
from app.kernel.db import session
from app.platform.audit import record

AFTER_DEADLINE = dt.timedelta(days=30)
AFTER_PAPERS = dt.timedelta(days=90)


def new_link(case, email, expires_at):
    """Open a way into `case` for the owner of `email`. Returns the secret, which is never seen again."""
    secret = secrets.token_urlsafe(32)
    session.add(GuestLink(case_id=case.id, email=email, secret_hash=hashed(secret), expires_at=expires_at))
    return secret


def expiry(body):
    """Until when the link in the mail about `body` works."""
    deadline = getattr(body, "deadline", None)
    return deadline + AFTER_DEADLINE if deadline else clock.now() + AFTER_PAPERS


def link_of(secret):
    """The link of a secret while it works, or None."""
    found = session.scalars(select(GuestLink).where(GuestLink.secret_hash == hashed(secret))).one_or_none()
    if found is None or found.revoked_at or found.expires_at < clock.now():
        return None
    return found


def revoke_links(case):
    """Close every way into the case for guests. Returns how many were open."""
    closed = session.execute(
        update(GuestLink)
        .where(GuestLink.case_id == case.id, GuestLink.revoked_at.is_(None))
        .values(revoked_at=clock.now())
        .execution_options(synchronize_session=False)
    ).rowcount
    record("guest_links.revoked", case, label=case.subject, links=closed)
    return closed


def hashed(secret):
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
