"""Background work of documents."""

import uuid

from app.platform.jobs import job
from app.trade.documents import attaching


@job("trade.documents.scan", retries=(10, 60, 300, 1800, 7200))
def scan(deal_id, file_id):
    """The virus check of a file of a document."""
    attaching.scan(uuid.UUID(deal_id), uuid.UUID(file_id))
