"""One at a time: turns that end with the transaction, also when its process dies."""

import hashlib

from sqlalchemy import text

from app.kernel.db import session


def in_turn(key, *, wait=False):
    """Take the turn of `key` until the present transaction ends. False when somebody else has it and we do not wait."""
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
    if wait:
        session.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": number})
        return True
    return session.scalar(text("SELECT pg_try_advisory_xact_lock(:n)"), {"n": number})
