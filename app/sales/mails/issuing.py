"""The secret address: making it, ending it, and whose it is."""

import base64
import hashlib
import secrets

from sqlalchemy import select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.platform.mail import incoming
from app.sales.mails.model import MailAddress

MOST_SENDERS = 10


def address_of(user_id):
    """The MailAddress of somebody, or None."""
    return session.scalars(select(MailAddress).where(MailAddress.user_id == user_id)).one_or_none()


def written(row):
    """The address as one writes it into a mail; '' while there is none."""
    return incoming.address_of_token(row.tenant_id, row.secret) if row and row.secret else ""


def make():
    """Give the actor a new address; the old one ends with it. Returns the MailAddress."""
    row = _own()
    row.secret = base64.b32encode(secrets.token_bytes(17)).decode().lower()[:26]
    row.secret_hash, row.made_at, row.last_used_at = hashed(row.secret), clock.now(), None
    session.flush()
    record("mail_address.made", row, label=context.actor().name)
    return row


def revoke():
    """End the actor's address at once; what came before stays. Twice is once."""
    row = address_of(context.actor().id)
    if row is None or row.secret is None:
        return
    row.secret = row.secret_hash = row.made_at = None
    record("mail_address.revoked", row, label=context.actor().name)


def arrange(senders, automatic):
    """Keep from which further addresses (a text, one a line) the actor writes. Raises Rejected."""
    found = list(dict.fromkeys(senders.lower().split()))
    if any(one.count("@") != 1 or one.startswith("@") or "." not in one.rpartition("@")[2] for one in found):
        raise Rejected("Enter one mail address a line.", "senders")
    if len(found) > MOST_SENDERS:
        raise Rejected("Enter at most %(n)s addresses.", "senders", n=MOST_SENDERS)
    row = _own()
    before = {"senders": row.senders, "automatic": row.automatic}
    row.senders, row.automatic = "\n".join(found), automatic
    after = {"senders": row.senders, "automatic": row.automatic}
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        record("mail_address.changed", row, label=context.actor().name, changes=changes)


def with_secret(secret):
    """Select of the MailAddress with that secret."""
    return select(MailAddress).where(MailAddress.secret_hash == hashed(secret))


def hashed(secret):
    """What an address is found by."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _own():
    row = address_of(context.actor().id)
    if row is None:
        row = MailAddress(user_id=context.actor().id, senders="", automatic=False)
        session.add(row)
        session.flush()  # the trail names it
    return row
