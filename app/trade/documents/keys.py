"""What a deal is looked up by beside its numbers: keys made from the fields its documents share (trade.md §1)."""

import re

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from app.kernel.db import session
from app.kernel.text import nfkc
from app.trade.documents.model import DealKey

CONTAINERS = "containers"
PATHS = ("booking_number", "bl_number", CONTAINERS)
"""Names of the shared fields that give keys."""
_BETWEEN = re.compile(r"[\s\-/]+")


def key_of(text):
    """How a number is compared: without case, spaces, hyphens and slashes. The migration of keys says the same."""
    return _BETWEEN.sub("", nfkc(text)).upper()


def rewrite(deal_id, values):
    """Write the keys anew of those of PATHS that are among `values` (`{name: new value}`)."""
    for path in PATHS:
        if path not in values:
            continue
        session.execute(delete(DealKey).where(DealKey.deal_id == deal_id, DealKey.path == path))
        rows = [{"deal_id": deal_id, "path": path, "plain": one} for one in sorted(_keys(values[path]))]
        if rows:
            session.execute(insert(DealKey).values(rows))


def _keys(value):
    texts = [row.get("number") for row in value] if isinstance(value, list) else [value]
    return {key_of(one) for one in texts if one and key_of(one)}
