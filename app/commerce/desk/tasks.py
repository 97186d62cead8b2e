"""Background work of the desk."""

from flask_babel import force_locale

from app.commerce.desk import operations
from app.kernel.context import acting_as
from app.platform import jobs
from app.platform.jobs import job
from app.records.kit.acting import unpacked


@job("commerce.desk.work_through", queue="bulk", retries=(5, 30, 300))
def work_through_batch(batch_id, who):
    """The next portion of a batch, as the person who asked for it; the next job goes on with what is left."""
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        if operations.work_through(operations.batch_of(batch_id)):
            jobs.after_commit(operations.JOB, batch_id=batch_id, who=who)
