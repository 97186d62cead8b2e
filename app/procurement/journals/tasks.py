"""Background work of journals."""

from flask_babel import force_locale

from app.platform.jobs import job
from app.procurement.journals import exporting


@job("procurement.journals.write_export", queue="bulk")
def write_export(export_id, locale="ja"):
    """Write the file of a batch; what stops it is said in the language of whoever asked."""
    with force_locale(locale):
        exporting.write_export(export_id)
