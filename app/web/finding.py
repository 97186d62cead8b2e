"""Reach before permission: what a reader cannot see does not exist (404)."""

import uuid

from flask import request

from app.kernel.db import session
from app.kernel.errors import Missing


def find(reachable, record_id):
    """The one row of the select `reachable` with that id. Raises Missing (404) when it is not among them.

    `reachable` selects one entity; the tenant and the reader's reach are already in it.
    """
    entity = reachable.column_descriptions[0]["entity"]
    found = session.scalars(reachable.where(entity.id == record_id)).unique().one_or_none()
    if found is None:
        raise Missing
    return found


def id_asked(name):
    """The id that the address or the form names, None without one. Raises Missing for what is no id."""
    text = request.values.get(name, "")
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise Missing from None
