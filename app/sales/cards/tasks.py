"""Background work of cards."""

import uuid

from flask_babel import force_locale

from app.kernel.context import acting_as
from app.kernel.db import session
from app.platform.jobs import job
from app.records.kit.acting import unpacked
from app.sales.cards import recognising
from app.sales.cards.certain import take_in_clear
from app.sales.cards.model import CardBatch
from app.sales.cards.queries import batches


@job("sales.cards.recognise", queue="ocr", retries=(10, 60, 300, 1800), lease=300)
def recognise(card_id):
    """One card."""
    recognising.read(uuid.UUID(card_id))


@job("sales.cards.take_in", queue="bulk", lease=600)
def take_in(batch_id, who):
    """Every card of a batch that is clear, as the person who asked."""
    actor = unpacked(who)
    batch = session.scalars(batches().where(CardBatch.id == uuid.UUID(batch_id))).one()
    with acting_as(actor), force_locale(actor.locale):
        take_in_clear(batch)
