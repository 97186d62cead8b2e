"""Background work of cards."""

import uuid

from app.platform.jobs import job
from app.sales.cards import recognising


@job("sales.cards.recognise", queue="ocr", retries=(10, 60, 300, 1800), lease=300)
def recognise(card_id):
    """One card."""
    recognising.read(uuid.UUID(card_id))
