"""Questions about the catalogue itself."""

from sqlalchemy import select

from app.kernel.db import session
from app.masters.addresses.model import PostalRelease


def present_release():
    """Where the present postal codes are from, or None while there are none."""
    return session.scalars(select(PostalRelease)).one_or_none()
