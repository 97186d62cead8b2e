"""Background work of papers, as the person who asked for it."""

from flask_babel import force_locale

from app.commerce.papers import operations
from app.kernel.context import acting_as
from app.platform.jobs import job
from app.records.kit.acting import unpacked


@job("commerce.papers.draw", queue="bulk", retries=(5, 30, 300))
def draw(portion_id, who, whole, address):
    """Draw a portion of a batch; several workers draw several portions at once."""
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        operations.draw_portion(portion_id, whole=whole, address=address)
