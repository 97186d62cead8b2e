"""The clock closes requests."""

import uuid

from app.kernel import context
from app.kernel.db import session
from app.platform.jobs import job
from app.procurement.rfqs.model import Rfq


@job("procurement.rfqs.close_at_deadline")
def close_at_deadline(rfq_id):
    """Close the request when its deadline has passed. A bell of an earlier deadline does nothing."""
    rfq = session.get(Rfq, (context.tenant_id(), uuid.UUID(rfq_id)))
    return {"closed": rfq.close_at_deadline()}
