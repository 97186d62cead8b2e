"""Background work of changes."""

from flask_babel import force_locale

from app.kernel.context import acting_as
from app.platform.jobs import job
from app.records.changes import operations
from app.records.kit.acting import unpacked


@job("records.changes.carry_out", queue="bulk", retries=(5, 30, 300))
def carry_out_change(change_id, who):
    """Carry one change out as the person who asked for it: within their reach, in their language."""
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        operations.carry_out(operations.change_of(change_id))


@job("records.changes.expire", queue="bulk")
def expire_change(change_id):
    """Delete for good what one change threw away thirty days ago."""
    operations.expire(operations.change_of(change_id))
