"""Being signed in without typing a password: the session cookie that the sign-in page would have set."""

from sqlalchemy import select

from app.access.identities.model import Identity
from app.kernel.db import db


def signed_in_as(client, person):
    """`client` with the session of `person` (a member of the cast, or None)."""
    if person is None:
        return client
    key = db.session.scalar(select(Identity.session_key).where(Identity.id == person.identity_id))
    with client.session_transaction() as kept:
        kept["_user_id"] = f"{person.identity_id}.{key}"
        kept["_fresh"] = True
    client.tenant = person.tenant
    return client
