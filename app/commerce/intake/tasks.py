"""Background work of order files."""

from flask_babel import force_locale

from app.commerce.intake import forgetting, running
from app.kernel.context import acting_as
from app.platform.jobs import job
from app.records.kit.acting import unpacked


@job("commerce.intake.take_files_in", queue="bulk", retries=(5, 30, 300))
def take_files_in(intake_id, who):
    """Take the files of an intake in, as whoever asked for it and in their language."""
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        running.run(intake_id)


@job("commerce.intake.forget_changes", retries=(60, 600, 3600))
def forget_changes(intake_id):
    """What an intake changed is not shown any more."""
    forgetting.forget_changes(intake_id)
