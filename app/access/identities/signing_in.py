"""Signing in by e-mail and password."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from app.access.identities import passwords
from app.access.identities.model import Device, Identity
from app.access.identities.queries import by_email
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.noting import security_fact

REMEMBERED_FOR = timedelta(days=60)
REFUSAL = "The e-mail address or the password is not right."


def sign_in(email, password):
    """The identity, when address and password are right. Raises Rejected, the same for every cause but a lock."""
    identity = by_email(email)
    if passwords.locked(identity):
        raise Rejected("Too many failed attempts. Please try again in 15 minutes, or set a new password.")
    if not passwords.matches(identity, password):
        if identity:
            security_fact(lambda: _count_failure(identity.id))
        raise Rejected(REFUSAL)
    identity.failures, identity.locked_until = 0, None
    return identity


def _count_failure(identity_id):
    passwords.note_failure(session.get(Identity, identity_id, with_for_update=True))


def remember(identity, label=""):
    """Keep this device signed in: returns the secret for its cookie, of which only the hash is stored."""
    secret = secrets.token_urlsafe(32)
    session.add(
        Device(
            identity_id=identity.id,
            secret_hash=digest(secret),
            label=label[:200],
            seen_at=now(),
            expires_at=now() + REMEMBERED_FOR,
        )
    )
    return secret


def identity_of_device(secret):
    """The identity a remembered device belongs to, or None when it expired or was forgotten."""
    return session.scalars(
        select(Identity)
        .join(Device, Device.identity_id == Identity.id)
        .where(Device.secret_hash == digest(secret), Device.expires_at > now())
    ).one_or_none()


def forget(secret):
    """Forget a remembered device."""
    session.execute(delete(Device).where(Device.secret_hash == digest(secret)))


def forget_all(identity_id):
    """Forget every device of an identity (new password, lost telephone)."""
    session.execute(delete(Device).where(Device.identity_id == identity_id))


def seen(secret):
    """Note that a remembered device was used."""
    session.execute(update(Device).where(Device.secret_hash == digest(secret)).values(seen_at=now()))


def digest(secret):
    """What is stored instead of a link's or a device's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
