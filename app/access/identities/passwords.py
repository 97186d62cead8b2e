"""Passwords: argon2id, a lockout after repeated failures, no hint whether an address is known."""

from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from app.kernel.clock import now
from app.kernel.errors import Rejected
from app.kernel.ids import new_id

MINIMUM = 10
FAILURES_ALLOWED = 10
LOCKED_FOR = timedelta(minutes=15)
hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _somebody():
    """A hash to compare with when the address is unknown, so that both cases take the same time."""
    return hasher.hash("nobody knows this one")


def hashed(password):
    """argon2id hash of `password`. Raises Rejected when it is shorter than ten characters or plainly weak."""
    if len(password) < MINIMUM:
        raise Rejected("Please use at least %(count)s characters.", field="password", count=MINIMUM)
    if len(set(password)) < 4:
        raise Rejected("Please use a password that is harder to guess.", field="password")
    return hasher.hash(password)


def set_password(identity, password):
    """Give `identity` a new password; every session and remembered device of it ends."""
    identity.password_hash = hashed(password)
    identity.session_key = new_id()
    identity.failures, identity.locked_until = 0, None


def matches(identity, password):
    """True when `password` is right. Takes as long for an unknown identity (None) as for a known one."""
    kept = (identity.password_hash if identity else None) or _somebody()
    try:
        hasher.verify(kept, password)
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False
    return bool(identity and identity.password_hash)


def locked(identity):
    """True while too many failures keep this identity out."""
    return bool(identity and identity.locked_until and identity.locked_until > now())


def note_failure(identity):
    """Count a failure; the tenth locks for fifteen minutes."""
    identity.failures += 1
    if identity.failures >= FAILURES_ALLOWED:
        identity.failures, identity.locked_until = 0, now() + LOCKED_FOR
