"""Wiring: events of rooms ring at their companies; webhooks may be told of deals."""

from app.platform.webhooks import bodies
from app.trade.notices import kinds, retelling, ringing  # noqa: F401 -- they subscribe
from app.trade.notices.telling import body_of


def events():
    """`{event: label}` for whoever sets up a webhook."""
    return {f"deal.{operation}": str(label) for operation, label in kinds.OPERATIONS.items()}


bodies.offer(events, body_of)
