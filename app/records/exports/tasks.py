"""Background work of exports."""

from flask_babel import force_locale

from app.platform.jobs import job
from app.records.exports.operations import make


@job("records.exports.make", queue="bulk")
def make_export(export_id, locale="ja"):
    """Write the file of one export in the reader's language."""
    with force_locale(locale):
        make(export_id)
