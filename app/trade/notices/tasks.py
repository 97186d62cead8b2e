"""Background work of notices."""

import uuid

from app.platform.jobs import job
from app.trade.notices import telling


@job("trade.notices.tell", queue="default")
def tell(deal_id, event_id, seats, number):
    """Tell this company's seats of an event."""
    telling.tell(uuid.UUID(deal_id), uuid.UUID(event_id), seats, number)


@job("trade.notices.tell_removed", queue="default")
def tell_removed(organisation_id, number):
    """Tell an organisation of this company that it is out of a deal."""
    telling.tell_removed(uuid.UUID(organisation_id), number)
