"""Background work of notices."""

import uuid

from app.platform.jobs import job
from app.trade.notices import telling
from app.trade.notices.ringing import RING, TELL, TELL_REMOVED, wake


@job(RING, queue="default")
def ring(companies, deal_id, **facts):
    """Wake the companies (`{tenant id: ids of seats}`) that are told of an event."""
    for tenant_id in sorted(companies):
        wake(uuid.UUID(tenant_id), TELL, deal_id, deal_id=deal_id, seats=companies[tenant_id], **facts)


@job(TELL, queue="default")
def tell(deal_id, event_id, seats, number):
    """Tell this company's seats of an event."""
    telling.tell(uuid.UUID(deal_id), uuid.UUID(event_id), seats, number)


@job(TELL_REMOVED, queue="default")
def tell_removed(organisation_id, number):
    """Tell an organisation of this company that it is out of a deal."""
    telling.tell_removed(uuid.UUID(organisation_id), number)
