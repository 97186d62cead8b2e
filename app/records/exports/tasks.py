"""Background work of exports."""

from flask_babel import force_locale

from app.kernel.context import acting_as
from app.platform.jobs import job
from app.records.exports.operations import make
from app.records.kit.acting import unpacked


@job("records.exports.make", queue="bulk")
def make_export(export_id, who):
    """Write the file of one export as the person who asked for it: in their language, within their reach."""
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        make(export_id)
