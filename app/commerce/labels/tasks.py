"""Background work of labels."""

from flask_babel import force_locale

from app.commerce.labels import working
from app.kernel.context import acting_as
from app.platform.jobs import job
from app.records.kit.acting import unpacked


@job("commerce.labels.work", queue="bulk", retries=(5, 30, 300))
def work(batch_id, act, who):
    """Look at all labels of a batch, or make its file, as the person who asked for it."""
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        working.work(batch_id, act)
