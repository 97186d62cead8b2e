"""Private links to one order: 256 random bits, of which only the hash is kept."""

import datetime as dt
import hashlib
import secrets

from sqlalchemy import select, update

from app.commerce.customer_pages.model import OrderLink
from app.kernel import clock
from app.kernel.db import session
from app.platform.mail import address_of

LIVES = dt.timedelta(days=180)


def new_link(order_id):
    """The address of a new private link to an order; its secret is never seen again."""
    secret = secrets.token_urlsafe(32)
    session.add(
        OrderLink(
            order_id=order_id,
            secret_hash=hashed(secret),
            expires_at=clock.now() + LIVES,
            created_at=clock.now(),
        )
    )
    return address_of(f"/order-page/{secret}")


def link_of(secret):
    """The link of a secret while it works, or None."""
    found = session.scalars(select(OrderLink).where(OrderLink.secret_hash == hashed(secret))).one_or_none()
    if found is None or found.revoked_at or found.expires_at <= clock.now():
        return None
    return found


def revoke_links(order_id):
    """Close every private link to an order. Returns how many were open."""
    return session.execute(
        update(OrderLink)
        .where(OrderLink.order_id == order_id, OrderLink.revoked_at.is_(None))
        .values(revoked_at=clock.now())
        .execution_options(synchronize_session=False)
    ).rowcount


def hashed(secret):
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
